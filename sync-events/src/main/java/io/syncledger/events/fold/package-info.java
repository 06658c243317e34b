/**
 * State as folds of events: pure, total functions that the topology, the projections, replay and
 * tests all call. None reads a clock; none throws for an event that does not fit, which is counted
 * instead.
 */
@NullMarked
package io.syncledger.events.fold;

import org.jspecify.annotations.NullMarked;
