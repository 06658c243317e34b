/**
 * Who works on which run, and until when that is believed. Whoever writes in a run's name begins
 * with {@link io.syncledger.sync.run.lease.RunStore#advance the fence}.
 */
@NullMarked
package io.syncledger.sync.run.lease;

import org.jspecify.annotations.NullMarked;
