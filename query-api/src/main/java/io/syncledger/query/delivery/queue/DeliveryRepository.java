package io.syncledger.query.delivery.queue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue in {@code alert_deliveries}, which all instances share. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface DeliveryRepository extends GenericRepository<ClaimedDelivery, Long> {

  /** Separates channel ids in {@link #claim}. */
  String SEPARATOR = " ";

  /** Cancels earlier firing notifications to an Alertmanager once the alert is resolved. */
  @Query(
      """
      update alert_deliveries r set next_attempt_at = null,
        state = case r.state when 'pending' then 'cancelled' else r.state end
      from alert_deliveries l
      where l.kind = 'alertmanager' and l.next_attempt_at <= :now and r.channel_id = l.channel_id
        and r.alert_key = l.alert_key and r.id < l.id and r.next_attempt_at is not null
        and (r.claim is null or r.next_attempt_at <= :now)
      """)
  void cancelSuperseded(Instant now);

  /**
   * Claims due deliveries until the lease ends. A delivery waits while an earlier one of the same
   * alert to the same channel is unfinished.
   *
   * @param busyChannels ids of channels to leave out, separated by {@link #SEPARATOR}
   */
  @Query(
      """
      with waiting as (
        select id, row_number() over (partition by channel_id order by next_attempt_at, id) place
        from alert_deliveries d
        where next_attempt_at <= :now
          and channel_id <> all (string_to_array(:busyChannels, ' '))
          and not exists (
            select 1 from alert_deliveries e where e.channel_id = d.channel_id
              and e.alert_key = d.alert_key and e.id < d.id and e.next_attempt_at is not null)),
      due as (
        select id from alert_deliveries
        where id in (
            select id from waiting where place <= :perChannel order by place, id limit :limit)
          and next_attempt_at <= :now
        for update skip locked)
      update alert_deliveries d set claim = :claim, next_attempt_at = :leaseEnd,
        last_attempt_at = :now, attempts = attempts + 1
      from due, alert_notices n where d.id = due.id and n.notice_id = d.notice_id
      returning d.id, d.claim, d.channel_id, d.kind, d.failures, n.message::text as message
      """)
  List<ClaimedDelivery> claim(
      UUID claim, Instant now, Instant leaseEnd, int limit, int perChannel, String busyChannels);

  /**
   * Records the result of an attempt and ends the claim. Updates nothing when another instance has
   * taken the delivery over.
   */
  @Query(
      """
      update alert_deliveries set claim = null, state = :state, failures = :failures,
        next_attempt_at = :nextAttemptAt, last_status = :lastStatus, last_error = :lastError,
        delivered_at = coalesce(cast(:deliveredAt as timestamptz), delivered_at)
      where id = :id and claim = :claim
      """)
  int recordResult(
      long id,
      UUID claim,
      String state,
      int failures,
      @Nullable Instant nextAttemptAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      @Nullable Instant deliveredAt);

  /**
   * Deliveries still pending.
   *
   * @param oldest when the oldest of them was appended
   */
  @Introspected
  record Backlog(long deliveries, @Nullable Instant oldest) {
    static final Backlog EMPTY = new Backlog(0, null);
  }

  @Query(
      """
      select count(*) as deliveries, min(created_at) as oldest from alert_deliveries
      where state = 'pending'
      """)
  Backlog backlog();

  /** Deletes old notifications, with their deliveries, unless one is still to be attempted. */
  @Query(
      """
      delete from alert_notices where notice_id in (
        select notice_id from alert_notices n where created_at < :before and not exists (
          select 1 from alert_deliveries d
          where d.notice_id = n.notice_id and d.next_attempt_at is not null)
        order by created_at limit :limit)
      """)
  int purge(Instant before, int limit);
}
