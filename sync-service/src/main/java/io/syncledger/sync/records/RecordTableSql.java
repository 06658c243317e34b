package io.syncledger.sync.records;

import io.syncledger.sync.source.Column;
import io.syncledger.sync.source.RecordType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that write and compare a page of one record type, generated from its columns. Each
 * column is one parameter: an array of texts.
 *
 * @param columns in the order of the parameters
 */
record RecordTableSql(String upsert, String compare, List<String> columns) {
  private static final Column HASH = new Column("content_hash", "bytea", _ -> null);

  static RecordTableSql of(RecordType type) {
    var columns = Stream.concat(type.columns().stream(), Stream.of(HASH)).toList();
    return new RecordTableSql(
        upsert(type, columns), compare(type, columns), columns.stream().map(Column::name).toList());
  }

  /**
   * Rewrites a row only when its content changed, and never with an older version of the record, as
   * sources serve some records twice. A row that was marked as vanished takes any version.
   */
  private static String upsert(RecordType type, List<Column> columns) {
    return """
    with upserted as (
      insert into %1$s (organization_id, first_seen_at, changed_at, %3$s)
      select ?, ?, ?, %4$s from unnest(%5$s) as incoming (%3$s)
      on conflict on constraint %2$s do update set
        (changed_at, vanished_at, %3$s) = (excluded.changed_at, null, %6$s)
      where %1$s.vanished_at is not null
        or (%1$s.content_hash is distinct from excluded.content_hash
          and (excluded.source_updated_at >= %1$s.source_updated_at) is not false)
      returning (xmax = 0) as inserted)
    select count(*) filter (where inserted) as inserted,
      count(*) filter (where not inserted) as updated
    from upserted
    """
        .formatted(
            type.table(),
            type.uniqueConstraint(),
            joined(columns, Column::name),
            joined(columns, column -> column.name() + "::" + column.sqlType()),
            joined(columns, _ -> "?::text[]"),
            joined(columns, column -> "excluded." + column.name()));
  }

  /** Compares inside the database, so that only names of columns leave it. */
  private static String compare(RecordType type, List<Column> columns) {
    return """
    select stored.%2$s as id, array_remove(array[%4$s], null) as fields,
      (incoming.source_updated_at::timestamptz > stored.source_updated_at) is true as newer
    from unnest(%5$s) as incoming (%3$s) join %1$s as stored on stored.%2$s = incoming.%2$s
    where stored.organization_id = ? and stored.vanished_at is null
    """
        .formatted(
            type.table(),
            type.idColumn(),
            joined(columns, Column::name),
            joined(type.columns(), RecordTableSql::difference),
            joined(columns, _ -> "?::text[]"));
  }

  private static String difference(Column column) {
    return "case when stored.%1$s is distinct from incoming.%1$s::%2$s then '%1$s' end"
        .formatted(column.name(), column.sqlType());
  }

  private static String joined(List<Column> columns, Function<Column, String> form) {
    return columns.stream().map(form).collect(Collectors.joining(", "));
  }
}
