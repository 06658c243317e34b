/**
 * Syncs every organization with credentials when it is due: one task of db-scheduler for each
 * organization and service, shared by all instances. This package decides when a sync is due;
 * package {@code run} decides whether one may start.
 */
@NullMarked
package io.syncledger.sync.schedule;

import org.jspecify.annotations.NullMarked;
