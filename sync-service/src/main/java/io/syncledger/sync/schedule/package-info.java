/**
 * Visits every organisation with credentials when it is due: one task of db-scheduler for each
 * organisation and service, shared by all instances. It decides when a sync is wanted; whether one
 * may begin is decided where every start is.
 */
@NullMarked
package io.syncledger.sync.schedule;

import org.jspecify.annotations.NullMarked;
