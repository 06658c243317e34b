/** Deliveries that are due, sent by any number of instances, each by its channel's own schedule. */
@NullMarked
package io.syncledger.query.delivery.queue;

import org.jspecify.annotations.NullMarked;
