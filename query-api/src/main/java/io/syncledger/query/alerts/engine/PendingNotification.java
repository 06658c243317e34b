package io.syncledger.query.alerts.engine;

import io.syncledger.events.alert.Alert;
import io.syncledger.query.alerts.AlertRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An episode that a notice may be due of, locked until the commit.
 *
 * @param lastNotified the last notice given of it; null when none was
 * @param deploymentWide whether that went to the deployment's channels too
 */
record PendingNotification(Alert alert, @Nullable String lastNotified, boolean deploymentWide) {
  static final String RAISED = "raised";
  static final String RESOLVED = "resolved";

  /** It was over before it could be told. */
  static final String SKIPPED = "nothing";

  /** In an order of causes, in which every instance goes for their locks. */
  private static final String DUE =
      """
      select %s, told, told_deployment from (
        select * from sync_alerts where tell_after <= ? order by tell_after limit ?
        for update skip locked) due
      order by service, error_code, fingerprint, episode
      """
          .formatted(AlertRow.COLUMNS);

  private static final String SETTLE =
      """
      update sync_alerts set told = coalesce(?, told), told_deployment = ?, tell_after = ?,
        incident_id = coalesce(?, incident_id)
      where id = ?
      """;

  private static final String KNOWN = "select from alert_notices where notice_id = ?";

  static List<PendingNotification> due(Connection transaction, Instant horizon, int most)
      throws SQLException {
    try (var statement = transaction.prepareStatement(DUE)) {
      statement.setObject(1, horizon.atOffset(ZoneOffset.UTC));
      statement.setInt(2, most);
      var due = new ArrayList<PendingNotification>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          due.add(
              new PendingNotification(
                  AlertRow.read(rows).alert(),
                  rows.getString("told"),
                  rows.getBoolean("told_deployment")));
        }
      }
      return due;
    }
  }

  /** Whether a notice was given before these tables were filled again from the log. */
  static boolean alreadyNotified(Connection transaction, String noticeId) throws SQLException {
    try (var statement = transaction.prepareStatement(KNOWN)) {
      statement.setString(1, noticeId);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * @param now what has been told; null when nothing more than before
   * @param again when to look at it again; null: when it flips
   */
  void markNotified(
      Connection transaction, Alert as, @Nullable String now, boolean wide, @Nullable Instant again)
      throws SQLException {
    try (var statement = transaction.prepareStatement(SETTLE)) {
      statement.setString(1, now);
      statement.setBoolean(2, wide);
      statement.setObject(3, again == null ? null : again.atOffset(ZoneOffset.UTC));
      statement.setString(4, as.incidentId());
      statement.setString(5, as.id());
      statement.executeUpdate();
    }
  }
}
