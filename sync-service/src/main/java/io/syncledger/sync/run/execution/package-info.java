/**
 * Executes a run's plan. {@link io.syncledger.sync.run.execution.RunExecutor} takes the steps in
 * order; pages are prefetched while the one before is stored, and {@link
 * io.syncledger.sync.run.execution.PageCommitter} commits each page's rows, events and checkpoint
 * in one transaction. Sources are known by their port alone.
 */
@NullMarked
package io.syncledger.sync.run.execution;

import org.jspecify.annotations.NullMarked;
