package io.syncledger.events;

/**
 * The key that keeps events in order: all events of one service of one organization share it and
 * therefore a Kafka partition.
 */
public record StreamKey(OrganizationId organizationId, ServiceName service) {

  /** Reads the wire form {@code organization_id/service}. */
  public static StreamKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new InvalidEventException("subject", "must be organization_id/service");
    }
    return new StreamKey(
        new OrganizationId(text.substring(0, slash)), new ServiceName(text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return organizationId + "/" + service;
  }
}
