/**
 * A second source, for tests alone: notes in memory, read by pages and sync tokens, with ids that
 * are texts. It shows what a source must bring, and that the engine needs no more.
 */
@NullMarked
package io.syncledger.sync.source.notes;

import org.jspecify.annotations.NullMarked;
