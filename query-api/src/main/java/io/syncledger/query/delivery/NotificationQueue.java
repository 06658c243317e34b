package io.syncledger.query.delivery;

import io.syncledger.events.alert.Notification;
import io.syncledger.events.alert.Notification.AlertNotification;
import io.syncledger.events.alert.Notification.IncidentNotification;
import io.syncledger.events.wire.EventJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where notices are put in the transaction of the flip that they tell. */
@Singleton
public final class NotificationQueue {
  private static final String NOTICE =
      """
      insert into alert_notices (notice_id, alert_key, organization_id, message, created_at)
      values (?, ?, ?, ?::jsonb, ?) on conflict (notice_id) do nothing
      """;

  private static final String TO_CHANNEL =
      """
      insert into alert_deliveries (notice_id, alert_key, organization_id, channel_id, kind, state,
        next_attempt_at, created_at)
      values (?, ?, ?, ?, ?, 'pending', ?, ?)
      """;

  private static final String TO_OWN_CHANNELS =
      """
      insert into alert_deliveries (notice_id, alert_key, organization_id, channel_id, kind, state,
        next_attempt_at, created_at)
      select ?, ?, organization_id, channel_id, kind, 'pending', ?, ?
      from alert_channels where organization_id = ? and enabled
      order by channel_id
      """;

  private static final String TOLD =
      "select channel_id from alert_deliveries where notice_id = ? and channel_id = any (?)";

  private final DeploymentChannels deployment;
  private final Clock clock;

  NotificationQueue(DeploymentChannels deployment, Clock clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * Appends a notice and a delivery for each channel that it is for. Says nothing twice: a notice
   * that is known already changes nothing.
   *
   * @param transaction of the flip, on the schema of this service
   */
  public void append(Connection transaction, Notification notice) throws SQLException {
    var message = NotificationMessage.of(notice, clock.instant());
    var organization =
        notice instanceof AlertNotification alert ? alert.alert().organizationId().value() : null;
    if (!insert(transaction, message, organization)) {
      return;
    }
    var channels =
        switch (notice) {
          case AlertNotification alert ->
              Stream.concat(
                  Stream.of(DeploymentChannels.TOPIC),
                  deploymentChannels(transaction, alert).stream());
          case IncidentNotification _ -> deployment.all().stream();
        };
    enqueue(transaction, message, organization, channels.toList());
    if (organization != null) {
      enqueueForOrganization(transaction, message, organization);
    }
  }

  private static boolean insert(
      Connection transaction, NotificationMessage message, @Nullable String organization)
      throws SQLException {
    try (var statement = transaction.prepareStatement(NOTICE)) {
      statement.setString(1, message.id());
      statement.setString(2, message.key());
      statement.setString(3, organization);
      statement.setString(4, new String(EventJson.write(message), StandardCharsets.UTF_8));
      statement.setObject(5, at(message));
      return statement.executeUpdate() > 0;
    }
  }

  /** Whoever was told that an alert began is also told of its end. */
  private List<Channel> deploymentChannels(Connection transaction, AlertNotification notice)
      throws SQLException {
    if (notice.deploymentWide() || notice.kind() == Notification.Kind.RAISED) {
      return notice.deploymentWide() ? deployment.all() : List.of();
    }
    var raised =
        new AlertNotification(Notification.Kind.RAISED, notice.alert(), true).notificationId();
    var ids = deployment.all().stream().map(Channel::id).toArray();
    try (var statement = transaction.prepareStatement(TOLD)) {
      statement.setString(1, raised);
      statement.setArray(2, transaction.createArrayOf("text", ids));
      var told = Stream.<Channel>builder();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          deployment.find(rows.getString(1)).ifPresent(told);
        }
      }
      return told.build().toList();
    }
  }

  private static void enqueue(
      Connection transaction,
      NotificationMessage message,
      @Nullable String organization,
      List<Channel> channels)
      throws SQLException {
    try (var statement = transaction.prepareStatement(TO_CHANNEL)) {
      for (var channel : channels) {
        statement.setString(1, message.id());
        statement.setString(2, message.key());
        statement.setString(3, organization);
        statement.setString(4, channel.id());
        statement.setString(5, channel.kind().toString());
        statement.setObject(6, at(message));
        statement.setObject(7, at(message));
        statement.addBatch();
      }
      var unused = statement.executeBatch();
    }
  }

  private static void enqueueForOrganization(
      Connection transaction, NotificationMessage message, String organization)
      throws SQLException {
    try (var statement = transaction.prepareStatement(TO_OWN_CHANNELS)) {
      statement.setString(1, message.id());
      statement.setString(2, message.key());
      statement.setObject(3, at(message));
      statement.setObject(4, at(message));
      statement.setString(5, organization);
      statement.executeUpdate();
    }
  }

  private static OffsetDateTime at(NotificationMessage message) {
    return message.at().atOffset(ZoneOffset.UTC);
  }
}
