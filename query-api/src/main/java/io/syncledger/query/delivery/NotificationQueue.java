package io.syncledger.query.delivery;

import io.syncledger.events.alert.Notification;
import io.syncledger.events.alert.Notification.AlertNotification;
import io.syncledger.events.alert.Notification.IncidentNotification;
import io.syncledger.events.wire.EventJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes notifications for delivery. It writes in the caller's transaction, so a notification
 * commits together with the change of the alert it is about.
 */
@Singleton
public final class NotificationQueue {
  private final NotificationRepository repository;
  private final DeploymentChannels deployment;
  private final Clock clock;

  NotificationQueue(NotificationRepository repository, DeploymentChannels deployment, Clock clock) {
    this.repository = repository;
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * Appends a notification with one delivery for each channel it goes to. A notification that is
   * already known changes nothing.
   */
  public void append(Notification notification) {
    var message = NotificationMessage.of(notification, clock.instant());
    switch (notification) {
      case AlertNotification alert -> appendAlert(message, alert);
      case IncidentNotification _ -> {
        if (insert(message, null)) {
          deployment.all().forEach(channel -> enqueue(message, null, channel));
        }
      }
    }
  }

  private void appendAlert(NotificationMessage message, AlertNotification notification) {
    var organization = notification.alert().organizationId().value();
    if (insert(message, organization)) {
      enqueue(message, organization, DeploymentChannels.TOPIC);
      deploymentChannels(notification).forEach(channel -> enqueue(message, organization, channel));
      repository.enqueueForOrganization(message.id(), message.key(), organization, message.at());
    }
  }

  /** A channel that was notified of a firing alert is also notified of its resolution. */
  private List<Channel> deploymentChannels(AlertNotification notification) {
    if (notification.deploymentWide()) {
      return deployment.all();
    }
    if (notification.kind() == Notification.Kind.RAISED) {
      return List.of();
    }
    var raised = new AlertNotification(Notification.Kind.RAISED, notification.alert(), true);
    var notified = new HashSet<>(repository.findChannelIds(raised.notificationId()));
    var channels = new ArrayList<>(deployment.all());
    channels.removeIf(channel -> !notified.contains(channel.id()));
    return channels;
  }

  private boolean insert(NotificationMessage message, @Nullable String organization) {
    var json = new String(EventJson.write(message), StandardCharsets.UTF_8);
    return repository.insert(message.id(), message.key(), organization, json, message.at()) > 0;
  }

  private void enqueue(
      NotificationMessage message, @Nullable String organization, Channel channel) {
    repository.enqueue(
        message.id(),
        message.key(),
        organization,
        channel.id(),
        channel.kind().toString(),
        message.at());
  }
}
