package io.syncledger.sync.outbox;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Measures and purges {@code outbox}; the relay's statements are in {@link OutboxTable}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface OutboxRepository extends GenericRepository<OutboxRow, Long> {

  /**
   * Events that are not in Kafka yet.
   *
   * @param oldest when the oldest of them was committed
   */
  @Introspected
  record Backlog(long events, @Nullable Instant oldest) {
    static final Backlog NONE = new Backlog(0, null);
  }

  /** Counts up to the limit, so that the statement stays cheap. */
  @Query(
      """
      select count(*) as events, min(created_at) as oldest from (
        select created_at from outbox where published_at is null order by id limit :limit
      ) as unpublished
      """)
  Backlog measureBacklog(int limit);

  @Query(
      """
      delete from outbox where id in (
        select id from outbox where published_at < :before order by published_at limit :limit)
      """)
  int deletePublishedBefore(Instant before, int limit);
}
