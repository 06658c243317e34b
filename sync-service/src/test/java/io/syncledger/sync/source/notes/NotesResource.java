package io.syncledger.sync.source.notes;

import io.syncledger.sync.source.Column;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RecordType;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.Tombstone;
import java.util.List;
import java.util.Set;

/** The one list of the source; everything else is as the port has it by default. */
enum NotesResource implements SourceResource {
  NOTES;

  /** Its table; a source in production code would have a migration. */
  static final String TABLE =
      """
      create table sync.notes (
        organization_id text not null,
        note_id text not null,
        text text,
        deleted_at timestamptz,
        source_updated_at timestamptz,
        content_hash bytea not null,
        first_seen_at timestamptz not null,
        changed_at timestamptz not null,
        vanished_at timestamptz,
        constraint notes_org_note_unique unique (organization_id, note_id)
      )
      """;

  private static final RecordType TYPE =
      new RecordType(
          "notes",
          "note_id",
          "notes_org_note_unique",
          List.of(
              Column.id("note_id", IdFormat.TEXT),
              Column.text("text"),
              Column.instant("deleted_at"),
              Column.instant("source_updated_at", "updated_at")));

  @Override
  public Set<Tombstone> hiddenByDefault() {
    return Set.of(Tombstone.DELETED_AT);
  }

  @Override
  public String resourceName() {
    return "notes";
  }

  @Override
  public RecordType recordType() {
    return TYPE;
  }
}
