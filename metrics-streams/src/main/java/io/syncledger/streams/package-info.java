/**
 * Folds the log of events into the state of runs, health and metrics: one topology over one source
 * topic, keyed so that nothing is ever repartitioned, and what it takes to run it.
 */
@NullMarked
package io.syncledger.streams;

import org.jspecify.annotations.NullMarked;
