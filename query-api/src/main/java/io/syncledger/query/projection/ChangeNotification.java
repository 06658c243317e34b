package io.syncledger.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** Tells every instance, with the commit, whose runs or alerts have changed. */
public final class ChangeNotification {
  public static final String CHANNEL = "syncledger_runs";

  /** Stands for all organisations, when there are too many to name. */
  public static final String ALL = "*";

  private static final String SEPARATOR = " ";

  /** PostgreSQL takes less than 8000 bytes. */
  private static final int PAYLOAD_MAX = 7_900;

  private ChangeNotification() {}

  /** To be sent in the transaction of the change. */
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

  /** The organisations that a payload names. */
  public static Set<String> parse(String payload) {
    return Set.of(payload.split(SEPARATOR, -1));
  }
}
