/** What a run has to do, as a pure function of what was asked and of how far earlier runs came. */
@NullMarked
package io.syncledger.sync.run.plan;

import org.jspecify.annotations.NullMarked;
