/** How queries are run. */
@NullMarked
package io.syncledger.query.database;

import org.jspecify.annotations.NullMarked;
