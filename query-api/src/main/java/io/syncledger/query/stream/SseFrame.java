package io.syncledger.query.stream;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One frame of a stream of server-sent events (WHATWG HTML).
 *
 * @param text ends with an empty line
 */
@Schema(name = "Frame")
record SseFrame(String text) {
  /** A comment, which browsers ignore and which keeps proxies from closing an idle connection. */
  static final SseFrame HEARTBEAT = new SseFrame(": heartbeat\n\n");

  /**
   * The progress of a run.
   *
   * @param json without line breaks
   */
  static SseFrame progress(StreamPosition id, String json) {
    return new SseFrame("id: " + id + "\nevent: progress\ndata: " + json + "\n\n");
  }

  /**
   * An alert that started, changed or was resolved.
   *
   * @param json without line breaks
   */
  static SseFrame alert(StreamPosition id, String json) {
    return new SseFrame("id: " + id + "\nevent: alert\ndata: " + json + "\n\n");
  }

  /** Writes frames as they are; Micronaut's own event type cannot be a comment alone. */
  @Singleton
  @Produces(MediaType.TEXT_EVENT_STREAM)
  static final class Writer implements MessageBodyWriter<SseFrame> {
    @Override
    public void writeTo(
        Argument<SseFrame> type,
        MediaType mediaType,
        SseFrame frame,
        MutableHeaders outgoingHeaders,
        OutputStream out)
        throws CodecException {
      try {
        out.write(frame.text().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new CodecException("A frame could not be written", e);
      }
    }
  }
}
