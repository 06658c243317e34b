/** The runs as operators know them from the table {@code sync_logs}. */
@NullMarked
package io.syncledger.query.logs;

import org.jspecify.annotations.NullMarked;
