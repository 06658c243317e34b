package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.ClinikoResource.Tombstone;
import io.syncledger.sync.cliniko.IdRange;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which records are there, told by their ids. */
@Singleton
final class KnownRecords {

  /** Records that vanished are not known. */
  private static final String KNOWN =
      " from %1$s where organization_id = ? and vanished_at is null and %3$s";

  /** By value: ids are numbers of different lengths, kept as text. */
  private static final String IN_RANGE =
      KNOWN
          + " and %2$s::numeric >= coalesce(?::numeric, 0)"
          + " and %2$s::numeric < coalesce(?::numeric, 'infinity')";

  static final String COUNT = "select count(*)" + KNOWN + "%4$s";
  static final String COUNT_RANGE = "select count(*)" + IN_RANGE;
  static final String IDS = "select %2$s as id" + IN_RANGE + " order by %2$s::numeric limit ?";
  private static final String ID_AT =
      "select %2$s as id" + IN_RANGE + " order by %2$s::numeric offset ? limit 1";
  private static final String AMONG = "select %2$s as id" + KNOWN + " and %2$s = any(?)";
  private static final String SAMPLE =
      "select %2$s as id" + KNOWN + " order by hashtextextended(%2$s, ?), %2$s limit ?";
  static final String VANISH =
      """
      update %1$s set vanished_at = ?, changed_at = ?
      where organization_id = ? and vanished_at is null and %3$s and %2$s = any(?)
      """;

  private final Sql database;

  KnownRecords(Sql database) {
    this.database = database;
  }

  /** Those that the source's list shows by default. */
  long count(OrganizationId owner, ClinikoResource list) {
    return database.run(
        sql(COUNT, list),
        statement -> {
          statement.setString(1, owner.value());
          return number(statement);
        });
  }

  long count(OrganizationId owner, ClinikoResource list, IdRange range) {
    return database.run(
        sql(COUNT_RANGE, list),
        statement -> {
          set(statement, owner, range);
          return number(statement);
        });
  }

  List<String> ids(OrganizationId owner, ClinikoResource list, IdRange range, int limit) {
    return database.run(
        sql(IDS, list),
        statement -> {
          set(statement, owner, range);
          statement.setInt(4, limit);
          return ids(statement);
        });
  }

  /** The one that so many are below. */
  Optional<String> id(OrganizationId owner, ClinikoResource list, IdRange range, long below) {
    return database.run(
        sql(ID_AT, list),
        statement -> {
          set(statement, owner, range);
          statement.setLong(4, below);
          return ids(statement).stream().findFirst();
        });
  }

  /** Those of these ids that are known. */
  List<String> among(OrganizationId owner, ClinikoResource list, Collection<String> ids) {
    return database.run(
        sql(AMONG, list),
        statement -> {
          statement.setString(1, owner.value());
          statement.setArray(2, statement.getConnection().createArrayOf("text", ids.toArray()));
          return ids(statement);
        });
  }

  /** Some of them, chosen evenly by the seed. */
  List<String> sample(OrganizationId owner, ClinikoResource list, long seed, int limit) {
    return database.run(
        sql(SAMPLE, list),
        statement -> {
          statement.setString(1, owner.value());
          statement.setLong(2, seed);
          statement.setInt(3, limit);
          return ids(statement);
        });
  }

  int vanish(OrganizationId owner, ClinikoResource list, Collection<String> ids, Instant at) {
    return database.run(
        sql(VANISH, list),
        statement -> {
          statement.setTimestamp(1, Timestamp.from(at));
          statement.setTimestamp(2, Timestamp.from(at));
          statement.setString(3, owner.value());
          statement.setArray(4, statement.getConnection().createArrayOf("text", ids.toArray()));
          return statement.executeUpdate();
        });
  }

  static String sql(String form, ClinikoResource list) {
    var type = RecordType.of(list);
    var shown =
        list.hides().stream()
            .map(Tombstone::field)
            .sorted()
            .map(field -> " and " + field + " is null")
            .collect(Collectors.joining());
    return form.formatted(type.table(), type.id(), condition(list), shown);
  }

  /** Tells a list's records from those of other lists that share the table, in SQL. */
  private static String condition(ClinikoResource list) {
    return switch (list) {
      case PRACTITIONERS -> "active";
      case INACTIVE_PRACTITIONERS -> "not active";
      default -> "true";
    };
  }

  private static void set(PreparedStatement statement, OrganizationId owner, IdRange range)
      throws SQLException {
    statement.setString(1, owner.value());
    statement.setString(2, range.from());
    statement.setString(3, range.to());
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  private static List<String> ids(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      var ids = new ArrayList<String>();
      while (result.next()) {
        ids.add(result.getString("id"));
      }
      return ids;
    }
  }
}
