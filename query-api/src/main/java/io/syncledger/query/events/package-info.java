/** The log, as a table. */
@NullMarked
package io.syncledger.query.events;

import org.jspecify.annotations.NullMarked;
