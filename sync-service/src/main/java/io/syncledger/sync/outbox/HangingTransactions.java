package io.syncledger.sync.outbox;

import io.syncledger.events.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Finds and aborts the publisher's hanging transactions: Kafka's term for transactions that a
 * partition keeps open although the coordinator considers them complete. Consumers that read
 * committed records cannot read past them. A broker can leave one: Kafka 4.3.1, killed and
 * restarted, may take partitions without a leader for deleted and complete a transaction without
 * them.
 */
final class HangingTransactions {
  private final String transactionalId;
  private final Admin admin;

  HangingTransactions(String transactionalId, Admin admin) {
    this.transactionalId = transactionalId;
    this.admin = admin;
  }

  /**
   * A hanging transaction.
   *
   * @param producer as the partition knows it
   * @param startOffset of its first record
   */
  record Hanging(TopicPartition partition, ProducerState producer, long startOffset) {

    AbortTransactionSpec abortSpec() {
      return new AbortTransactionSpec(
          partition,
          producer.producerId(),
          (short) producer.producerEpoch(),
          producer.coordinatorEpoch().orElse(0));
    }
  }

  /**
   * Finds those in {@code sync.events}. Must be called while the publisher has no transaction open;
   * shortly after a commit, a transaction that Kafka is still completing may be among them.
   */
  List<Hanging> find() throws InterruptedException {
    try {
      long producerId =
          admin
              .describeTransactions(List.of(transactionalId))
              .description(transactionalId)
              .get()
              .producerId();
      return admin.describeProducers(partitions()).all().get().entrySet().stream()
          .flatMap(partition -> open(partition, producerId))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return List.of();
      }
      throw new KafkaException("Hanging transactions could not be looked for", e.getCause());
    }
  }

  private static Stream<Hanging> open(
      Map.Entry<TopicPartition, PartitionProducerState> partition, long producerId) {
    return partition.getValue().activeProducers().stream()
        .filter(producer -> producer.producerId() == producerId)
        .flatMap(
            producer ->
                producer.currentTransactionStartOffset().stream()
                    .mapToObj(start -> new Hanging(partition.getKey(), producer, start)));
  }

  private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(Topics.EVENTS.name()))
        .allTopicNames()
        .get()
        .values()
        .stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }

  /** Aborts it; its records never become visible. */
  void abort(Hanging hanging) throws InterruptedException {
    KafkaFuture<Void> aborted = admin.abortTransaction(hanging.abortSpec()).all();
    try {
      aborted.get();
    } catch (ExecutionException e) {
      throw new KafkaException("A hanging transaction could not be aborted", e.getCause());
    }
  }
}
