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
  long count(OrganizationId organizationId, SourceResource resource) {
    return database.execute(
        sql(COUNT, resource),
        statement -> {
          statement.setString(1, organizationId.value());
          return readLong(statement);
        });
  }

  long count(OrganizationId organizationId, SourceResource resource, IdRange range) {
    return database.execute(
        sql(COUNT_RANGE, resource),
        statement -> {
          bind(statement, organizationId, range);
          return readLong(statement);
        });
  }

  List<String> ids(
      OrganizationId organizationId, SourceResource resource, IdRange range, int limit) {
    return database.execute(
        sql(IDS, resource),
        statement -> {
          bind(statement, organizationId, range);
          statement.setInt(4, limit);
          return ids(statement);
        });
  }

  /** The id that a number of others precede. */
  Optional<String> idAtOffset(
      OrganizationId organizationId, SourceResource resource, IdRange range, long below) {
    return database.execute(
        sql(ID_AT, resource),
        statement -> {
          bind(statement, organizationId, range);
          statement.setLong(4, below);
          return ids(statement).stream().findFirst();
        });
  }

  /** Returns those of the ids that are stored. */
  List<String> storedAmong(
      OrganizationId organizationId, SourceResource resource, Collection<String> ids) {
    return database.execute(
        sql(STORED_AMONG, resource),
        statement -> {
          statement.setString(1, organizationId.value());
          statement.setArray(2, statement.getConnection().createArrayOf("text", ids.toArray()));
          return ids(statement);
        });
  }

  /** A uniform sample that the seed determines. */
  List<String> sample(
      OrganizationId organizationId, SourceResource resource, long seed, int limit) {
    return database.execute(
        sql(SAMPLE, resource),
        statement -> {
          statement.setString(1, organizationId.value());
          statement.setLong(2, seed);
          statement.setInt(3, limit);
          return ids(statement);
        });
  }

  int markVanished(
      OrganizationId organizationId, SourceResource resource, Collection<String> ids, Instant at) {
    return database.execute(
        sql(MARK_VANISHED, resource),
        statement -> {
          statement.setTimestamp(1, Timestamp.from(at));
          statement.setTimestamp(2, Timestamp.from(at));
          statement.setString(3, organizationId.value());
          statement.setArray(4, statement.getConnection().createArrayOf("text", ids.toArray()));
          return statement.executeUpdate();
        });
  }

  static String sql(String form, SourceResource resource) {
    var type = resource.recordType();
    var id = type.idColumn();
    boolean numeric = resource.idFormat() == IdFormat.NUMERIC;
    return form.formatted(
        type.table(),
        id,
        partition(resource),
        visible(resource),
        numeric ? id + "::numeric" : "(" + id + " collate \"C\")",
        numeric ? "coalesce(?::numeric, 0)" : "coalesce(?, '')",
        numeric ? "coalesce(?::numeric, 'infinity')" : "coalesce(?, chr(127))");
  }

  /** Leaves out the records that the list hides by default, in SQL. */
  private static String visible(SourceResource resource) {
    return resource.hiddenByDefault().stream()
        .map(Tombstone::column)
        .sorted()
        .map(column -> " and " + column + " is null")
        .collect(Collectors.joining());
  }

  /** Tells a list's records from those of other lists that share the table, in SQL. */
  private static String partition(SourceResource resource) {
    return resource.fixedColumns().isEmpty()
        ? "true"
        : resource.fixedColumns().entrySet().stream()
            .map(column -> "%s = '%s'".formatted(column.getKey(), column.getValue()))
            .sorted()
            .collect(Collectors.joining(" and "));
  }

  private static void bind(
      PreparedStatement statement, OrganizationId organizationId, IdRange range)
      throws SQLException {
    statement.setString(1, organizationId.value());
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
