package io.syncledger.streams;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A transactional producer that compacts before it sends: of all records that a transaction writes
 * to a compacted topic under one key, only the last is sent. Readers of committed records see a
 * transaction as a whole, and the topic promises only the last value of each key. The load on
 * broker and readers thus depends on the number of runs, not on the number of their events.
 *
 * <p>Records are held until {@link #flush}, which precedes every commit, or until they exceed a
 * limit. For use by a single thread, as in Kafka Streams.
 */
final class CompactingProducer extends KafkaProducer<byte[], byte[]> {
  private static final long HELD_MAX_BYTES = 8L * 1024 * 1024;

  private record Key(String topic, @Nullable Integer partition, ByteBuffer key) {
    static Key of(ProducerRecord<byte[], byte[]> written) {
      return new Key(written.topic(), written.partition(), ByteBuffer.wrap(written.key()));
    }
  }

  private record PendingRecord(
      ProducerRecord<byte[], byte[]> written,
      @Nullable Callback callback,
      CompletableFuture<RecordMetadata> sent) {
    long bytes() {
      return (long) written.key().length + (written.value() == null ? 0 : written.value().length);
    }
  }

  private final Set<String> compacted;
  private final LinkedHashMap<Key, PendingRecord> held = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param compacted the names of the compacted topics, whose records all have keys
   */
  CompactingProducer(Map<String, Object> config, Set<String> compacted) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.compacted = Set.copyOf(compacted);
  }

  /**
   * A record that a later one replaces shares the future of the later one; its own callback is not
   * called.
   */
  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> written, @Nullable Callback callback) {
    if (!compacted.contains(written.topic())) {
      return super.send(written, callback);
    }
    var key = Key.of(written);
    var before = held.get(key);
    var sent = before == null ? new CompletableFuture<RecordMetadata>() : before.sent();
    var last = new PendingRecord(written, callback, sent);
    held.putLast(key, last);
    bytes += last.bytes() - (before == null ? 0 : before.bytes());
    if (bytes > HELD_MAX_BYTES) {
      sendHeld();
    }
    return sent;
  }

  @Override
  public void flush() {
    sendHeld();
    super.flush();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    sendHeld(); // offsets committed without the results of their records would lose them
    super.sendOffsetsToTransaction(offsets, group);
  }

  @Override
  public void abortTransaction() {
    held.values().forEach(one -> one.sent().cancel(false));
    forget();
    super.abortTransaction();
  }

  private void sendHeld() {
    for (var one : held.values()) {
      var unused =
          super.send(one.written(), (metadata, failure) -> acknowledge(one, metadata, failure));
    }
    forget();
  }

  private static void acknowledge(
      PendingRecord one, RecordMetadata metadata, @Nullable Exception failure) {
    if (one.callback() != null) {
      one.callback().onCompletion(metadata, failure);
    }
    if (failure == null) {
      one.sent().complete(metadata);
    } else {
      one.sent().completeExceptionally(failure);
    }
  }

  private void forget() {
    held.clear();
    bytes = 0;
  }
}
