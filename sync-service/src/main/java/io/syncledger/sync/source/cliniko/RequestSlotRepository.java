package io.syncledger.sync.source.cliniko;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import org.jspecify.annotations.Nullable;

/** Claims and releases rate limit slots, and stores pauses, all by the database's clock. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface RequestSlotRepository extends GenericRepository<RequestSlot, byte[]> {

  @Query(
      """
      update request_slots
      set free_at = clock_timestamp() + :heldMs * interval '1 millisecond', uses = uses + 1
      where budget = :budget and slot = (
        select slot from request_slots
        where budget = :budget and slot <= :slots and free_at <= clock_timestamp()
          and not exists (
            select from request_pauses where budget = :budget and until > clock_timestamp())
        order by free_at limit 1 for update skip locked)
      returning *
      """)
  @Nullable RequestSlot claim(byte[] budget, int slots, long heldMs);

  @Query(
      """
      update request_slots set free_at = clock_timestamp() + :windowMs * interval '1 millisecond'
      where budget = :budget and slot = :slot and uses = :uses
      """)
  int release(byte[] budget, int slot, long uses, long windowMs);

  /**
   * Time until a request may be sent, in milliseconds; negative if it is over.
   *
   * @param slots that exist
   * @param freeIn until a slot is free
   * @param pausedFor until the pause ends
   */
  @Introspected
  record Availability(int slots, long freeIn, long pausedFor) {}

  @Query(
      """
      select count(*)::int as slots,
        coalesce(ceil(1000 * extract(epoch from min(free_at) - clock_timestamp())), 0)::bigint
          as free_in,
        coalesce(ceil(1000 * extract(epoch from
          (select until from request_pauses where budget = :budget) - clock_timestamp())), 0)::bigint
          as paused_for
      from request_slots where budget = :budget and slot <= :slots
      """)
  Availability availability(byte[] budget, int slots);

  @Query(
      """
      insert into request_slots (budget, slot, free_at, uses)
      select :budget, slot, clock_timestamp(), 0 from generate_series(1, :slots) slot
      on conflict do nothing
      """)
  int createSlots(byte[] budget, int slots);

  @Query(
      """
      insert into request_pauses (budget, until)
      values (:budget, clock_timestamp() + :ms * interval '1 millisecond')
      on conflict (budget) do update set until = greatest(request_pauses.until, excluded.until)
      """)
  int pause(byte[] budget, long ms);

  /** Deletes unused slots; they are created again when they are needed. */
  @Query("delete from request_slots where free_at < clock_timestamp() - interval '1 day'")
  int deleteUnusedSlots();

  @Query("delete from request_pauses where until < clock_timestamp() - interval '1 day'")
  int deleteExpiredPauses();
}
