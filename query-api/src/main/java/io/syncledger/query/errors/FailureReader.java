package io.syncledger.query.errors;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.http.Cursor;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads failures, newest first. */
@Singleton
final class FailureReader {
  /** So many of the newest failures are counted, and at most so many are looked at for a page. */
  static final int SCAN_LIMIT = 1_000;

  private static final String COLUMNS =
      "organization_id, service, id, sync_id, error_type, error_code, error_message, http_status,"
          + " retryable, retry_count, next_retry_at, resolved_at, created_at";

  private static final String COUNT =
      """
      select error_type, count(*) as total, count(*) filter (where resolved_at is null) as unresolved
      from (select error_type, resolved_at from sync_errors
        where organization_id = ? and service = ? order by created_at desc, id desc limit %d) newest
      group by error_type order by error_type
      """
          .formatted(SCAN_LIMIT);

  /** The least and greatest possible cursor, so that there is one query with and without. */
  private static final List<String> START = List.of("9999-12-31T23:59:59.999Z", "");

  private static final String PAGE =
      "select * from (select "
          + COLUMNS
          + " from sync_errors where organization_id = ? and service = ?"
          + " and (created_at, id) < (?, ?) order by created_at desc, id desc limit %d) newest"
              .formatted(SCAN_LIMIT)
          + " where ? or resolved_at is null order by created_at desc, id desc limit ?";

  private static final String ONE =
      "select "
          + COLUMNS
          + " from sync_errors where organization_id = any (?) and id = ?"
          + " order by created_at desc limit 1";

  /** How many failures of a type are among the newest. */
  record Count(String errorType, long total, long unresolved) {}

  /**
   * @param next where the list goes on; null at its end
   */
  record Page(List<Failure> failures, @Nullable String next) {}

  private final Reads reads;

  FailureReader(Reads reads) {
    this.reads = reads;
  }

  List<Count> counts(OrganizationId organization, ServiceName service) {
    return reads.list(
        COUNT,
        row ->
            new Count(row.getString("error_type"), row.getLong("total"), row.getLong("unresolved")),
        organization.value(),
        service.value());
  }

  Page page(
      OrganizationId organization,
      ServiceName service,
      boolean includeResolved,
      int limit,
      @Nullable Cursor cursor) {
    var from = cursor == null ? START : cursor.parts();
    var found =
        reads.list(
            PAGE,
            FailureReader::read,
            organization.value(),
            service.value(),
            instant(from),
            from.getLast(),
            includeResolved,
            limit + 1);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var last = found.size() > limit ? shown.getLast() : null;
    return new Page(shown, last == null ? null : Cursor.of(last.createdAt(), last.id()).encode());
  }

  /** A failure of one of some organisations. */
  Optional<Failure> find(Collection<OrganizationId> organizations, String id) {
    var names = organizations.stream().map(OrganizationId::value).toArray(String[]::new);
    return reads.list(ONE, FailureReader::read, names, id).stream().findFirst();
  }

  private static Instant instant(List<String> cursor) {
    try {
      if (cursor.size() == 2) {
        return Instant.parse(cursor.getFirst());
      }
    } catch (DateTimeException e) {
      throw Cursor.invalid();
    }
    throw Cursor.invalid();
  }

  private static Failure read(ResultSet row) throws SQLException {
    return new Failure(
        row.getString("organization_id"),
        row.getString("service"),
        row.getString("id"),
        row.getString("sync_id"),
        row.getString("error_type"),
        row.getString("error_code"),
        row.getString("error_message"),
        row.getObject("http_status", Integer.class),
        row.getBoolean("retryable"),
        row.getInt("retry_count"),
        Reads.instant(row, "next_retry_at"),
        Reads.instant(row, "resolved_at"),
        Objects.requireNonNull(Reads.instant(row, "created_at")));
  }
}
