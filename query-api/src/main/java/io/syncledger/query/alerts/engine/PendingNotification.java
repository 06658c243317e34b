package io.syncledger.query.alerts.engine;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import org.jspecify.annotations.Nullable;

/**
 * An episode in {@code sync_alerts} that may need a notification, with what was sent about it.
 *
 * @param lastSent the last notification sent: {@code raised}, {@code resolved} or {@code nothing};
 *     null when none was
 * @param sentToDeployment whether that one also went to the deployment's channels
 */
@MappedEntity("sync_alerts")
record PendingNotification(
    @Id String id,
    @MappedProperty("told") @Nullable String lastSent,
    @MappedProperty("told_deployment") boolean sentToDeployment) {
  static final String RAISED = "raised";
  static final String RESOLVED = "resolved";

  /** The episode ended before a notification was sent, so none is sent. */
  static final String SKIPPED = "nothing";
}
