package io.syncledger.query.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Where notices go.
 *
 * @param organizationId whose it is; null: the deployment's, told of every organisation
 * @param target an address: of a web page, or of mailboxes
 */
public record Channel(String id, @Nullable String organizationId, ChannelKind kind, String target) {

  /** Whether those who run the deployment set it up, who may name any address. */
  public boolean deploymentWide() {
    return organizationId == null;
  }
}
