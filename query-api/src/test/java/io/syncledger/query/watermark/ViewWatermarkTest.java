package io.syncledger.query.watermark;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.testkit.kafka.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Checks the watermark header with the offsets of a real consumer group. */
class ViewWatermarkTest {
  private static final String ORG = "org_fresh";

  @Test
  void the_watermark_stands_still_until_both_hops_have_caught_up() throws Exception {
    try (var readSide = ReadSide.start();
        var log = new FoldedLogWriter()) {
      log.append(RunLog.completed(ORG, "sync_1", 10).events());
      foldedUpToTheEnd();
      patiently().until(() -> lag(readSide).compareTo(Duration.ofSeconds(5)) < 0);

      log.append(RunLog.completed(ORG, "sync_2", 10).events());
      patiently().until(() -> lag(readSide).compareTo(Duration.ofSeconds(3)) > 0);
      var standing = watermark(readSide);
      assertThat(watermark(readSide)).isEqualTo(standing);

      foldedUpToTheEnd();
      patiently().until(() -> watermark(readSide).isAfter(standing));
      patiently().until(() -> lag(readSide).compareTo(Duration.ofSeconds(3)) < 0);
    }
  }

  /** Commits what metrics-streams commits after folding. */
  private static void foldedUpToTheEnd() throws Exception {
    try (var admin = TestKafka.shared().admin()) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      KafkaOffsets.endOffsets(admin, List.of(Topics.EVENTS))
          .forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
      admin.alterConsumerGroupOffsets("metrics-streams", offsets).all().get();
    }
  }

  private static Instant watermark(ReadSide readSide) throws Exception {
    var header = header(readSide);
    return Instant.parse(header.substring(0, header.indexOf(';')));
  }

  private static Duration lag(ReadSide readSide) throws Exception {
    var header = header(readSide);
    var seconds = header.substring(header.indexOf("lag=") + 4, header.length() - 1);
    return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
  }

  private static String header(ReadSide readSide) throws Exception {
    return readSide
        .get("/api/v1/sync/history/" + ORG, readSide.viewer(ORG))
        .headers()
        .firstValue("Syncledger-Watermark")
        .orElseThrow();
  }
}
