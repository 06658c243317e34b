package io.syncledger.query.annotations;

import io.syncledger.events.Envelope;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.AlertAcknowledged;
import io.syncledger.events.SyncEvent.ErrorResolved;
import io.syncledger.events.SyncId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes annotations. Each has a sync_id of its own that follows from what it is about, so that the
 * same said twice is recognised as a repetition, and belongs to no run.
 */
final class AnnotationEvent {
  private static final int BY_MAX = 200;
  private static final int HASH_BYTES = 16;

  private AnnotationEvent() {}

  static SyncEvent errorResolved(StreamKey stream, String id, String by, Instant at) {
    return new ErrorResolved(envelope("error_resolved", stream, id, at), id, shortened(by));
  }

  static SyncEvent alertAcknowledged(StreamKey stream, String id, String by, Instant at) {
    return new AlertAcknowledged(envelope("alert_acknowledged", stream, id, at), id, shortened(by));
  }

  private static Envelope envelope(String kind, StreamKey stream, String id, Instant at) {
    var syncId = new SyncId("note_" + hash(kind + "\n" + stream + "\n" + id));
    return new Envelope(syncId, 0, stream.organizationId(), stream.service(), at);
  }

  private static String hash(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** A token's subject may be of any length, an event's {@code by} may not. */
  private static String shortened(String by) {
    return by.length() <= BY_MAX ? by : by.substring(0, BY_MAX);
  }
}
