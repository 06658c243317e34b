/** The folds under load: how fast, how bounded, and what a killed instance costs. */
@NullMarked
package io.syncledger.streams.benchmark;

import org.jspecify.annotations.NullMarked;
