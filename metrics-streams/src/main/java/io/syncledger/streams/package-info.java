/**
 * Folds the event log into the state of runs, health and metrics: one topology over one source
 * topic, and the classes that run it.
 */
@NullMarked
package io.syncledger.streams;

import org.jspecify.annotations.NullMarked;
