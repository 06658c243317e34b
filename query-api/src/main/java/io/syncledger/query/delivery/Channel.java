package io.syncledger.query.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A destination of notifications.
 *
 * @param organizationId the owner; null for the deployment, which is notified of every organization
 * @param target a URL, or mail addresses
 */
public record Channel(String id, @Nullable String organizationId, ChannelKind kind, String target) {

  /** Whether the operators of the deployment set it up. They may choose any address. */
  public boolean deploymentWide() {
    return organizationId == null;
  }
}
