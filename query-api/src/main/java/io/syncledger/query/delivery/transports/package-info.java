/** One transport for each kind of channel: webhook, mail, Alertmanager and Kafka topic. */
@NullMarked
package io.syncledger.query.delivery.transports;

import org.jspecify.annotations.NullMarked;
