package io.syncledger.sync.source;

import java.util.List;

/**
 * Columns and table of one type of record. Beside the declared columns, the table has {@code
 * organization_id}, {@code content_hash bytea}, {@code first_seen_at}, {@code changed_at} and
 * {@code vanished_at}, and a unique constraint over organization and id.
 *
 * @param idColumn the column of the source's id, always the first one
 * @param uniqueConstraint the constraint that keeps a record from being stored twice
 * @param columns all that come from the source; {@code source_updated_at} is among them, and each
 *     {@link Tombstone} that the source knows
 */
public record RecordType(
    String table, String idColumn, String uniqueConstraint, List<Column> columns) {

  public RecordType {
    columns = List.copyOf(columns);
    if (!columns.getFirst().name().equals(idColumn)) {
      throw new IllegalArgumentException("The id comes first: " + idColumn);
    }
  }
}
