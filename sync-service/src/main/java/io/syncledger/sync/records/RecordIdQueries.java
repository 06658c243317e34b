package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Tombstone;
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

/** Queries the ids of stored records. */
@Singleton
final class RecordIdQueries {

  /** Records that vanished do not count. */
  private static final String STORED =
      " from %1$s where organization_id = ? and vanished_at is null and %3$s";

  /** In the order of the ids' format: numbers are kept as text, so "9" comes before "10". */
  private static final String IN_RANGE = STORED + " and %5$s >= %6$s and %5$s < %7$s";

  static final String COUNT = "select count(*)" + STORED + "%4$s";
  static final String COUNT_RANGE = "select count(*)" + IN_RANGE;
  static final String IDS = "select %2$s as id" + IN_RANGE + " order by %5$s limit ?";
  private static final String ID_AT =
      "select %2$s as id" + IN_RANGE + " order by %5$s offset ? limit 1";
  private static final String STORED_AMONG = "select %2$s as id" + STORED + " and %2$s = any(?)";
  private static final String SAMPLE =
      "select %2$s as id" + STORED + " order by hashtextextended(%2$s, ?), %2$s limit ?";
  static final String MARK_VANISHED =
      """
      update %1$s set vanished_at = ?, changed_at = ?
      where organization_id = ? and vanished_at is null and %3$s and %2$s = any(?)
      """;

  private final SqlExecutor database;

  RecordIdQueries(SqlExecutor database) {
    this.database = database;
  }

  /** Counts the records that the source's list shows by default. */
  long count(OrganizationId owner, SourceResource list) {
    return database.execute(
        sql(COUNT, list),
        statement -> {
          statement.setString(1, owner.value());
          return readLong(statement);
        });
  }

  long count(OrganizationId owner, SourceResource list, IdRange range) {
    return database.execute(
        sql(COUNT_RANGE, list),
        statement -> {
          bind(statement, owner, range);
          return readLong(statement);
        });
  }

  List<String> ids(OrganizationId owner, SourceResource list, IdRange range, int limit) {
    return database.execute(
        sql(IDS, list),
        statement -> {
          bind(statement, owner, range);
          statement.setInt(4, limit);
          return ids(statement);
        });
  }

  /** The id that a number of others precede. */
  Optional<String> idAtOffset(
      OrganizationId owner, SourceResource list, IdRange range, long below) {
    return database.execute(
        sql(ID_AT, list),
        statement -> {
          bind(statement, owner, range);
          statement.setLong(4, below);
          return ids(statement).stream().findFirst();
        });
  }

  /** Those of these ids that are stored. */
  List<String> storedAmong(OrganizationId owner, SourceResource list, Collection<String> ids) {
    return database.execute(
        sql(STORED_AMONG, list),
        statement -> {
          statement.setString(1, owner.value());
          statement.setArray(2, statement.getConnection().createArrayOf("text", ids.toArray()));
          return ids(statement);
        });
  }

  /** A uniform sample that the seed determines. */
  List<String> sample(OrganizationId owner, SourceResource list, long seed, int limit) {
    return database.execute(
        sql(SAMPLE, list),
        statement -> {
          statement.setString(1, owner.value());
          statement.setLong(2, seed);
          statement.setInt(3, limit);
          return ids(statement);
        });
  }

  int markVanished(OrganizationId owner, SourceResource list, Collection<String> ids, Instant at) {
    return database.execute(
        sql(MARK_VANISHED, list),
        statement -> {
          statement.setTimestamp(1, Timestamp.from(at));
          statement.setTimestamp(2, Timestamp.from(at));
          statement.setString(3, owner.value());
          statement.setArray(4, statement.getConnection().createArrayOf("text", ids.toArray()));
          return statement.executeUpdate();
        });
  }

  static String sql(String form, SourceResource list) {
    var type = list.recordType();
    var id = type.idColumn();
    boolean numeric = list.idFormat() == IdFormat.NUMERIC;
    return form.formatted(
        type.table(),
        id,
        partition(list),
        visible(list),
        numeric ? id + "::numeric" : "(" + id + " collate \"C\")",
        numeric ? "coalesce(?::numeric, 0)" : "coalesce(?, '')",
        numeric ? "coalesce(?::numeric, 'infinity')" : "coalesce(?, chr(127))");
  }

  /** Leaves out the records that the list hides by default, in SQL. */
  private static String visible(SourceResource list) {
    return list.hiddenByDefault().stream()
        .map(Tombstone::column)
        .sorted()
        .map(column -> " and " + column + " is null")
        .collect(Collectors.joining());
  }

  /** Tells a list's records from those of other lists that share the table, in SQL. */
  private static String partition(SourceResource list) {
    return list.fixedColumns().isEmpty()
        ? "true"
        : list.fixedColumns().entrySet().stream()
            .map(column -> "%s = '%s'".formatted(column.getKey(), column.getValue()))
            .sorted()
            .collect(Collectors.joining(" and "));
  }

  private static void bind(PreparedStatement statement, OrganizationId owner, IdRange range)
      throws SQLException {
    statement.setString(1, owner.value());
    statement.setString(2, range.from());
    statement.setString(3, range.to());
  }

  private static long readLong(PreparedStatement statement) throws SQLException {
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
