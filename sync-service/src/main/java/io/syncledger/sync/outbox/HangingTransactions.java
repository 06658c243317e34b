package io.syncledger.sync.outbox;

import io.syncledger.events.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * The publisher's transactions that hang. A broker may forget to end one: when Kafka 4.3.1 is
 * killed and starts again, it can take partitions without a leader for deleted, and hold a
 * transaction for complete that they were not told of.
 */
final class HangingTransactions {
  private final String identity;
  private final Admin admin;

  /**
   * @param identity the transactional id
   */
  HangingTransactions(String identity, Admin admin) {
    this.identity = identity;
    this.admin = admin;
  }

  /**
   * Those in {@code sync.events}. To be asked while the publisher has none in hand; just after a
   * commit, one that Kafka is still ending may be among them.
   */
  List<HangingTransaction> find() throws InterruptedException {
    try {
      long producerId =
          admin.describeTransactions(List.of(identity)).description(identity).get().producerId();
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

  private static Stream<HangingTransaction> open(
      Map.Entry<TopicPartition, PartitionProducerState> partition, long producerId) {
    return partition.getValue().activeProducers().stream()
        .filter(producer -> producer.producerId() == producerId)
        .flatMap(
            producer ->
                producer.currentTransactionStartOffset().stream()
                    .mapToObj(
                        start -> new HangingTransaction(partition.getKey(), producer, start)));
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

  /** Ends it, without its records. */
  void abort(HangingTransaction hanging) throws InterruptedException {
    KafkaFuture<Void> aborted = admin.abortTransaction(hanging.abortSpec()).all();
    try {
      aborted.get();
    } catch (ExecutionException e) {
      throw new KafkaException("A hanging transaction could not be aborted", e.getCause());
    }
  }
}
