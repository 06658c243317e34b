package io.syncledger.testkit.kafka;

import io.syncledger.events.wire.Topics;
import java.lang.reflect.Field;
import java.util.List;
import kafka.server.BrokerServer;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import scala.Option;

/**
 * A broker in which a test can create a hanging transaction, as Kafka 4.3.1 may leave it when it is
 * killed during a commit: its records are in the partition, but the marker that ends it never
 * follows.
 */
public final class HangingTransactionKafka implements AutoCloseable {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS.name(), 0);
  private static final int ACKS = 1;
  private static final short TRANSACTION_VERSION = 2;

  private final EmbeddedKafka kafka;

  private HangingTransactionKafka(EmbeddedKafka kafka) {
    this.kafka = kafka;
  }

  /** Starts a broker without topics; the caller closes it. */
  public static HangingTransactionKafka start() {
    return new HangingTransactionKafka(EmbeddedKafka.start());
  }

  /** The value for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Writes the records of a hanging transaction to the first partition of {@code sync.events}. */
  public void leaveHanging(
      long producerId, short producerEpoch, List<ProducerRecord<byte[], byte[]>> records) {
    var batch =
        MemoryRecords.withTransactionalRecords(
            Compression.NONE,
            producerId,
            producerEpoch,
            0,
            records.stream().map(HangingTransactionKafka::simple).toArray(SimpleRecord[]::new));
    var partition = broker().replicaManager().getPartitionOrException(PARTITION);
    // A broker normally starts this verification just before it asks the coordinator, which is
    // skipped here.
    var leave = partition.maybeStartTransactionVerification(producerId, 0, producerEpoch, true);
    partition.appendRecordsToLeader(
        batch, AppendOrigin.CLIENT, ACKS, RequestLocal.noCaching(), leave, TRANSACTION_VERSION);
  }

  private static SimpleRecord simple(ProducerRecord<byte[], byte[]> record) {
    return new SimpleRecord(
        record.timestamp(), record.key(), record.value(), record.headers().toArray());
  }

  /** Accesses a private field, because no public API can create a hanging transaction. */
  private BrokerServer broker() {
    try {
      Field broker = KafkaRaftServer.class.getDeclaredField("broker");
      broker.setAccessible(true);
      return (BrokerServer) ((Option<?>) broker.get(kafka.server())).get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Kafka has another field for its broker", e);
    }
  }

  @Override
  public void close() {
    kafka.close();
  }
}
