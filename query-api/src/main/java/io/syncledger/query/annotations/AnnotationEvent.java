package io.syncledger.query.annotations;

import io.syncledger.events.Envelope;
import io.syncledger.events.Sha256;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.AlertAcknowledged;
import io.syncledger.events.SyncEvent.ErrorResolved;
import io.syncledger.events.SyncId;
import java.time.Instant;

/**
 * Creates annotations. The sync_id of each is derived from what it annotates, so that a repeated
 * annotation has the same event id; it belongs to no run.
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
    var hash = Sha256.hex(kind + "\n" + stream + "\n" + id, HASH_BYTES);
    return new Envelope(
        new SyncId("note_" + hash), 0, stream.organizationId(), stream.service(), at);
  }

  /** A token's subject may be of any length, an event's {@code by} may not. */
  private static String shortened(String by) {
    return by.length() <= BY_MAX ? by : by.substring(0, BY_MAX);
  }
}
