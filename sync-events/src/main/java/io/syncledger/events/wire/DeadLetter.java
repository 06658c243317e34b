package io.syncledger.events.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The reason for which a record could not be read or processed. A record in {@link
 * Topics#DEAD_LETTERS} carries it in headers, beside the original key, bytes and headers.
 *
 * @param errorType the kind of error, such as {@code invalid_event}
 * @param reason a sentence that repeats nothing of the rejected data
 * @param origin where it was found, such as {@code sync.events-3@42}
 */
public record DeadLetter(String errorType, String reason, String origin) {
  public static final String ERROR_TYPE = "dead_letter_error_type";
  public static final String REASON = "dead_letter_reason";
  public static final String ORIGIN = "dead_letter_origin";

  /**
   * The record to send to the dead-letter topic.
   *
   * @param key {@code organization_id/service} as far as known
   * @param headers the original ones
   */
  public ProducerRecord<byte[], byte[]> toRecord(
      byte @Nullable [] key, byte @Nullable [] original, Headers headers) {
    var all = new RecordHeaders(headers);
    all.add(ERROR_TYPE, errorType.getBytes(StandardCharsets.UTF_8));
    all.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    all.add(ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
    return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, key, original, all);
  }
}
