/**
 * Which worker a run belongs to, until when, and how far it has come. Whoever writes in a run's
 * name passes {@link io.syncledger.sync.run.state.RunStore#reserveSequences the fence} first.
 */
@NullMarked
package io.syncledger.sync.run.state;

import org.jspecify.annotations.NullMarked;
