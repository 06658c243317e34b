/** The PostgreSQL server as a child process. */
@NullMarked
package io.syncledger.standalone.database;

import org.jspecify.annotations.NullMarked;
