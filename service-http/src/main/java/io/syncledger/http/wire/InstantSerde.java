package io.syncledger.http.wire;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serde;
import io.micronaut.serde.exceptions.InvalidFormatException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/** Writes instants in JSON in UTC with milliseconds. */
@Singleton
final class InstantSerde implements Serde<Instant> {

  @Override
  public void serialize(
      Encoder encoder, EncoderContext context, Argument<? extends Instant> type, Instant value)
      throws IOException {
    encoder.encodeString(Rfc3339.format(value));
  }

  @Override
  public Instant deserialize(
      Decoder decoder, DecoderContext context, Argument<? super Instant> type) throws IOException {
    var text = decoder.decodeString();
    try {
      return Rfc3339.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidFormatException(e.getMessage(), e, text);
    }
  }
}
