package io.syncledger.query.delivery.transports;

import io.syncledger.events.alert.AlertMessage;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.kafka.KafkaSettings;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import io.syncledger.query.delivery.Transport;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the latest state change of each alert to {@code sync.alerts}. When Kafka's acknowledgement
 * is lost, the record is sent again, so it can appear twice in a row, with the same {@code
 * notice-id}.
 */
@Singleton
final class TopicTransport implements Transport {
  private static final Duration MAX_BLOCK = Duration.ofSeconds(5);
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private @Nullable Producer<String, @Nullable AlertMessage> producer;

  TopicTransport(KafkaSettings settings) {
    this.settings = settings;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.TOPIC;
  }

  @Override
  public SendOutcome send(Channel channel, NotificationMessage message)
      throws InterruptedException {
    try {
      producer()
          .send(record(message))
          .get(MAX_BLOCK.plus(DELIVERY_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
      return new Accepted(null);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return new TemporaryFailure("Kafka does not confirm it");
    }
  }

  /** A test is about no alert: a record without a value, which compaction removes. */
  private static ProducerRecord<String, @Nullable AlertMessage> record(
      NotificationMessage message) {
    var record =
        new ProducerRecord<String, @Nullable AlertMessage>(
            Topics.ALERTS.name(), message.key(), message.alertMessage());
    record.headers().add("notice-id", message.id().getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private synchronized Producer<String, @Nullable AlertMessage> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              properties(), new StringSerializer(), Topics.ALERTS.value().serializer());
    }
    return producer;
  }

  private Map<String, Object> properties() {
    var properties = settings.idempotentProducer("query-api-alerts", MAX_BLOCK, DELIVERY_TIMEOUT);
    properties.putAll(KafkaSettings.SINGLE_IN_FLIGHT);
    return properties;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
    }
  }
}
