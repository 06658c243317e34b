/** What people say through this service about what has happened; it goes into the log of record. */
@NullMarked
package io.syncledger.query.annotations;

import org.jspecify.annotations.NullMarked;
