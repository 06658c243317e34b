/**
 * Stores runs with their lease, epoch, sequence and checkpoints. Every write for a run first passes
 * the fence, {@link io.syncledger.sync.run.state.RunStore#reserveSequences}.
 */
@NullMarked
package io.syncledger.sync.run.state;

import org.jspecify.annotations.NullMarked;
