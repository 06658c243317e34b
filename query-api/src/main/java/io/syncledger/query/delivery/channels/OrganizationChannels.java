package io.syncledger.query.delivery.channels;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.query.delivery.ChannelKind;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, changes and removes the channels of organizations. */
@Singleton
final class OrganizationChannels {
  /** The most channels that one organization may have. */
  private static final int MAX_CHANNELS = 20;

  private final TransactionOperations<Connection> transactions;
  private final ChannelRepository repository;
  private final WebhookSecrets secrets;
  private final Clock clock;

  OrganizationChannels(
      @Named("query") TransactionOperations<Connection> transactions,
      ChannelRepository repository,
      WebhookSecrets secrets,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A channel and its secret, which is shown only now.
   *
   * @param secret null unless it is a webhook
   */
  record Created(ChannelRow row, @Nullable String secret) {}

  List<ChannelRow> list(OrganizationId organization) {
    return repository.list(organization.value());
  }

  /**
   * @throws Problem 404 when the organization has no such channel
   */
  ChannelRow find(OrganizationId organization, String id) {
    return repository
        .find(organization.value(), id)
        .orElseThrow(() -> Problem.notFound("There is no such channel"));
  }

  /**
   * @param secretOrNull a webhook's secret, or null to generate one
   * @throws Problem 409 when the channel exists already or the organization has too many
   */
  Created create(
      OrganizationId organization,
      ChannelKind kind,
      String target,
      boolean enabled,
      @Nullable String secretOrNull) {
    var id = "ch_" + UUID.randomUUID().toString().replace("-", "");
    var now = clock.instant();
    return transactions.executeWrite(
        _ -> {
          int added =
              repository.insert(
                  id,
                  organization.value(),
                  kind.toString(),
                  target,
                  enabled,
                  now,
                  now,
                  MAX_CHANNELS);
          if (added == 0) {
            throw conflict();
          }
          var secret = kind == ChannelKind.WEBHOOK ? secret(id, secretOrNull) : null;
          return new Created(find(organization, id), secret);
        });
  }

  /**
   * Replaces a webhook's secret.
   *
   * @throws Problem 404 when the organization has no such webhook
   */
  String rotate(OrganizationId organization, String id, @Nullable String secretOrNull) {
    return transactions.executeWrite(
        _ -> {
          if (!find(organization, id).kind().equals(ChannelKind.WEBHOOK.toString())) {
            throw Problem.notFound("There is no such webhook");
          }
          return secret(id, secretOrNull);
        });
  }

  private String secret(String id, @Nullable String secretOrNull) {
    var secret = secretOrNull == null ? secrets.generate() : secretOrNull;
    secrets.rotate(id, secret);
    return secret;
  }

  /**
   * @throws Problem 404 when there is no such channel, 409 when another one has the same target
   */
  ChannelRow change(OrganizationId organization, String id, String target, boolean enabled) {
    int changed = repository.update(organization.value(), id, target, enabled, clock.instant());
    var row = find(organization, id);
    if (changed == 0) {
      throw conflict();
    }
    return row;
  }

  /** Removes a channel; its pending deliveries are cancelled. */
  void remove(OrganizationId organization, String id) {
    if (repository.delete(organization.value(), id) == 0) {
      throw Problem.notFound("There is no such channel");
    }
    repository.cancelDeliveries(id);
  }

  private static Problem conflict() {
    return new Problem(
        HttpStatus.CONFLICT,
        "channel_exists",
        "Channel exists",
        "There is such a channel already, or there are %d".formatted(MAX_CHANNELS));
  }
}
