package io.syncledger.sync.run.letters;

/** The statements of {@link DeadLetterStore}. */
final class LetterSql {
  static final String OPEN =
      """
      insert into rejected_records (kind, organization_id, service, sync_id, resource, record_id,
        error_type, reason, rejected_at, event_id, page)
      values ('record', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (organization_id, service, resource, record_id)
        where kind = 'record' and record_id is not null and redriven_by is null
      do update set sync_id = excluded.sync_id, error_type = excluded.error_type,
        reason = excluded.reason, rejected_at = excluded.rejected_at,
        event_id = excluded.event_id, page = excluded.page
      """;

  /**
   * Nothing tells such records apart: each takes over a letter of an earlier run that says the
   * same.
   */
  static final String OPEN_NAMELESS =
      """
      with said as (
        select ? as organization_id, ? as service, ? as sync_id, ? as resource, ? as error_type,
          ? as reason, cast(? as timestamptz) as rejected_at, ? as event_id, ? as page),
      again as (
        update rejected_records as letter
        set sync_id = said.sync_id, rejected_at = said.rejected_at, event_id = said.event_id,
          page = said.page
        from said where letter.id = (
          select min(before.id) from rejected_records as before
          where before.organization_id = said.organization_id and before.service = said.service
            and before.resource = said.resource and before.error_type = said.error_type
            and before.reason = said.reason and before.sync_id <> said.sync_id
            and before.kind = 'record' and before.record_id is null and before.redriven_by is null)
        returning letter.id)
      insert into rejected_records (organization_id, service, sync_id, resource, error_type, reason,
        rejected_at, event_id, page)
      select * from said where not exists (select from again)
      """;

  static final String CLOSE =
      """
      update rejected_records set redriven_by = ?, redriven_at = ?
      where organization_id = ? and service = ? and resource = ? and record_id = any(?)
        and kind = 'record' and redriven_by is null
      """;

  static final String MISSING =
      """
      update rejected_records
      set error_type = 'not_found', reason = 'The source no longer has this record'
      where organization_id = ? and service = ? and resource = ? and record_id = any(?)
        and kind = 'record' and redriven_by is null
      """;

  static final String CLAIM =
      """
      update rejected_records set claimed_by = ?
      where id = any(?) and organization_id = ? and service = ?
        and kind = 'record' and record_id is not null and redriven_by is null
      """;

  static final String PASS = "update rejected_records set claimed_by = ? where claimed_by = ?";

  static final String CLAIMED =
      """
      select resource, record_id from rejected_records
      where claimed_by = ? and organization_id = ?
      order by resource, record_id
      """;

  private LetterSql() {}
}
