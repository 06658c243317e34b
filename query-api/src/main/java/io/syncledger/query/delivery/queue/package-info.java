/**
 * The delivery queue: {@code DeliveryPoller} claims due deliveries, {@code DeliveryWorker} carries
 * each out, and the REST API shows what became of them.
 */
@NullMarked
package io.syncledger.query.delivery.queue;

import org.jspecify.annotations.NullMarked;
