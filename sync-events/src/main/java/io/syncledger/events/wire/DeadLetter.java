package io.syncledger.events.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What could not be read or placed, as it stands in {@link Topics#DEAD_LETTERS}: the original key,
 * bytes and headers, and beside them why it was refused and where it came from.
 *
 * @param key {@code organization_id/service} as far as known
 * @param headers the original ones
 * @param errorType the kind of defect, such as {@code invalid_event}
 * @param reason a sentence that repeats nothing of the refused data
 * @param origin where it was found, such as {@code sync.events-3@42}
 */
public record DeadLetter(
    byte @Nullable [] key,
    byte @Nullable [] original,
    Headers headers,
    String errorType,
    String reason,
    String origin) {
  public static final String ERROR_TYPE = "dead_letter_error_type";
  public static final String REASON = "dead_letter_reason";
  public static final String ORIGIN = "dead_letter_origin";

  public ProducerRecord<byte[], byte[]> toRecord() {
    var all = new RecordHeaders(headers);
    all.add(ERROR_TYPE, errorType.getBytes(StandardCharsets.UTF_8));
    all.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    all.add(ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
    return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, key, original, all);
  }
}
