package io.syncledger.events;

/**
 * Identifies an event as {@code sync_id/sequence}. The id is deterministic, so that a redelivery is
 * recognised.
 */
public record EventId(SyncId syncId, long sequence) {

  public EventId {
    Preconditions.minimum("sequence", 0, sequence);
  }

  /** Reads the wire form {@code sync_id/sequence}. */
  public static EventId parse(String text) {
    int slash = text.lastIndexOf('/');
    try {
      return new EventId(
          new SyncId(text.substring(0, Math.max(slash, 0))),
          Long.parseLong(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new InvalidEventException("id", "must be sync_id/sequence");
    }
  }

  @Override
  public String toString() {
    return syncId + "/" + sequence;
  }
}
