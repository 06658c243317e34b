/**
 * Runs of every service: their list, their performance, and the dashboard. Every request reads a
 * bounded number of rows, each through an index.
 */
@NullMarked
package io.syncledger.query.monitoring;

import org.jspecify.annotations.NullMarked;
