package io.syncledger.query.alerts.thresholds;

import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.query.SyncIntervalSettings;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;

/** Reads what organisations have set. */
@Singleton
public final class ThresholdStore {
  private static final String OF =
      """
      select organization_id, service, settings::text from alert_thresholds
      where organization_id = any (?)
      """;

  private final Thresholds defaults;

  ThresholdStore(SyncIntervalSettings settings) {
    this.defaults = Thresholds.defaults(settings.syncInterval());
  }

  /** The thresholds of these services' organisations, as they are now. */
  public ThresholdsOf of(Connection connection, Collection<StreamKey> keys) throws SQLException {
    var organizations = keys.stream().map(key -> key.organizationId().value()).distinct().toList();
    return read(connection, organizations);
  }

  ThresholdOverrides read(Connection connection, List<String> organizations) throws SQLException {
    var set = new HashMap<String, SortedMap<String, Object>>();
    try (var statement = connection.prepareStatement(OF)) {
      statement.setArray(1, connection.createArrayOf("text", organizations.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          set.put(
              rows.getString(1) + "/" + rows.getString(2),
              ThresholdOverrides.parse(rows.getString(3)));
        }
      }
    }
    return new ThresholdOverrides(defaults, set);
  }
}
