package io.syncledger.ingest.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.micronaut.http.HttpHeaders;
import io.syncledger.ingest.events.RefusedEventException.Reason;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a CloudEvent from a request in structured or binary mode. */
final class CloudEventReader {
  /** Finds the missing or invalid attribute in the messages of the library. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "mandatory (\\w+) attribute|for \"(\\w+)\":|for attribute (\\w+)"
              + "|Attribute '(\\w+)' cannot be null|Invalid (specversion)");

  private CloudEventReader() {}

  /**
   * @throws RefusedEventException when the request is not a CloudEvent
   */
  static CloudEvent read(HttpHeaders headers, byte[] body) {
    try {
      var event =
          HttpMessageFactory.createReader(
                  header ->
                      headers.forEach(
                          (name, values) -> values.forEach(value -> header.accept(name, value))),
                  body)
              .toEvent();
      if (event != null) {
        return event;
      }
    } catch (RuntimeException e) {
      // The library has no narrower type; apart from the name, its messages may quote the body.
      throw new RefusedEventException(
          Reason.NOT_A_CLOUD_EVENT, fieldNamed(e.getMessage()), "is missing or not valid");
    }
    throw new RefusedEventException(Reason.NOT_A_CLOUD_EVENT, "body", "is missing");
  }

  private static String fieldNamed(@Nullable String message) {
    var found = ATTRIBUTE.matcher(message == null ? "" : message);
    if (found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        if (found.group(group) != null) {
          return found.group(group);
        }
      }
    }
    return "body";
  }
}
