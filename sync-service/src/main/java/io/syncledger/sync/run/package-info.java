/**
 * The life of a run. {@link io.syncledger.sync.run.RunStarter} decides whether one may start,
 * {@link io.syncledger.sync.run.RunWorker} has it executed, {@link
 * io.syncledger.sync.run.RunFinisher} ends it with exactly one terminal event, and {@link
 * io.syncledger.sync.run.RetryPlanner} decides what follows. The packages below do not know this
 * one.
 */
@NullMarked
package io.syncledger.sync.run;

import org.jspecify.annotations.NullMarked;
