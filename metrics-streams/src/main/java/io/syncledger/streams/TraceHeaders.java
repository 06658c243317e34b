package io.syncledger.streams;

import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The W3C trace context of an event, handed on to what became of it. The event's other headers
 * describe the event and would be untrue on a folded state.
 */
final class TraceHeaders {
  private static final List<String> NAMES = List.of("traceparent", "tracestate");

  private TraceHeaders() {}

  static Headers of(Headers event) {
    var kept = new RecordHeaders();
    for (var name : NAMES) {
      var header = event.lastHeader(name);
      if (header != null) {
        kept.add(header);
      }
    }
    return kept;
  }
}
