/** What each hour, day and week held. */
@NullMarked
package io.syncledger.query.metrics;

import org.jspecify.annotations.NullMarked;
