/** What each hour, day and week held, and the hours one by one. */
@NullMarked
package io.syncledger.query.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
