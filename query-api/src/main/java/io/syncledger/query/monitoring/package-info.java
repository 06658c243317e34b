/**
 * The runs of any service, whoever reports them: their list, how long they take, and the dashboard.
 * Every request reads a bounded number of rows, each through an index.
 */
@NullMarked
package io.syncledger.query.monitoring;

import org.jspecify.annotations.NullMarked;
