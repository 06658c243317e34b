/** Alerts for any consumer, in the topic sync.alerts. */
@NullMarked
package io.syncledger.query.delivery.topic;

import org.jspecify.annotations.NullMarked;
