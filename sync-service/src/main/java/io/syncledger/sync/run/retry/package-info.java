/** Whether, when and how often a failed run is tried again, and what becomes of it if not. */
@NullMarked
package io.syncledger.sync.run.retry;

import org.jspecify.annotations.NullMarked;
