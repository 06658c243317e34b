package io.syncledger.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** Notifies all instances, on commit, of organizations whose runs or alerts have changed. */
public final class ChangeNotification {
  public static final String CHANNEL = "syncledger_runs";

  /** Stands for all organizations when there are too many to list. */
  public static final String ALL = "*";

  private static final String SEPARATOR = " ";

  /** PostgreSQL allows less than 8000 bytes. */
  private static final int PAYLOAD_MAX = 7_900;

  private ChangeNotification() {}

  /** Sends the notification; to be called in the transaction of the change. */
  public static void send(Connection transaction, Collection<String> organizations)
      throws SQLException {
    if (organizations.isEmpty()) {
      return;
    }
    var named = String.join(SEPARATOR, organizations);
    try (var statement = transaction.prepareStatement("select pg_notify(?, ?)")) {
      statement.setString(1, CHANNEL);
      statement.setString(2, named.length() > PAYLOAD_MAX ? ALL : named);
      statement.execute();
    }
  }

  /** The organizations that a payload lists. */
  public static Set<String> parse(String payload) {
    return Set.of(payload.split(SEPARATOR, -1));
  }
}
