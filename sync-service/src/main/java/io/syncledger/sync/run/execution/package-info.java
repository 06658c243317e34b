/**
 * The work of a run: its plan, step by step. Pages are fetched ahead of the one that is stored;
 * each is stored, told and counted, and its place kept, in one transaction that begins with the
 * fence.
 */
@NullMarked
package io.syncledger.sync.run.execution;

import org.jspecify.annotations.NullMarked;
