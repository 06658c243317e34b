/** Cliniko as a source: its API, its limits, its ways to fail. Knows nothing of runs or tables. */
@NullMarked
package io.syncledger.sync.source.cliniko;

import org.jspecify.annotations.NullMarked;
