/** What a run is doing now. */
@NullMarked
package io.syncledger.query.progress;

import org.jspecify.annotations.NullMarked;
