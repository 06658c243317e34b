/** Accepts events that external emitters report and appends them to the log of record. */
@NullMarked
package io.syncledger.ingest;

import org.jspecify.annotations.NullMarked;
