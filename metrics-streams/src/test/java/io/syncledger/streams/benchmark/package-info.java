/** Benchmarks of the folds: throughput, size of the state, and the cost of a killed instance. */
@NullMarked
package io.syncledger.streams.benchmark;

import org.jspecify.annotations.NullMarked;
