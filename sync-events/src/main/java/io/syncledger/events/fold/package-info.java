/**
 * The folds that turn events into state: pure, total functions shared by the topology, the
 * projections, replay and tests. None reads a clock. An event that does not fit is counted instead
 * of raising an exception.
 */
@NullMarked
package io.syncledger.events.fold;

import org.jspecify.annotations.NullMarked;
