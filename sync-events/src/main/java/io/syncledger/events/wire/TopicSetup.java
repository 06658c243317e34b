package io.syncledger.events.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the missing topics and waits until every partition has a leader that responds. The wait
 * is necessary: with Kafka 4.3 a producer that sends right after creation can lose its first batch
 * to a leader that is not ready.
 */
public final class TopicSetup {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final long PAUSE_MS = 50;

  private TopicSetup() {}

  /** Idempotent, so that every service can call it at every start. */
  public static void ensureTopics(Admin admin, int partitions, short replication)
      throws InterruptedException {
    var created =
        admin.createTopics(
            Topics.ALL.stream().map(topic -> topic.newTopic(partitions, replication)).toList());
    for (var result : created.values().values()) {
      try {
        result.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new KafkaException("Topics could not be created", e.getCause());
        }
      }
    }
    awaitLeaders(admin);
  }

  private static void awaitLeaders(Admin admin) throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!ready(admin)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException("Topics have no leader after " + READY_WITHIN);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
  }

  private static boolean ready(Admin admin) throws InterruptedException {
    try {
      var names = Topics.ALL.stream().map(Topic::name).toList();
      var topics = admin.describeTopics(names).allTopicNames().get(10, TimeUnit.SECONDS);
      Map<TopicPartition, OffsetSpec> latest =
          topics.values().stream()
              .flatMap(
                  topic ->
                      IntStream.range(0, topic.partitions().size())
                          .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
              .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
      admin.listOffsets(latest).all().get(10, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw new KafkaException("Topics could not be described", e.getCause());
    }
  }
}
