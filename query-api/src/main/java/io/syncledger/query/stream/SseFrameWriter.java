package io.syncledger.query.stream;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes frames as they are; Micronaut's own events cannot be a comment alone. */
@Singleton
@Produces(MediaType.TEXT_EVENT_STREAM)
final class SseFrameWriter implements MessageBodyWriter<SseFrame> {

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
