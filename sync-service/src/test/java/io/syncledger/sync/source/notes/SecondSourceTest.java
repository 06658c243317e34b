package io.syncledger.sync.source.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncEvent.ItemsUpserted;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.organizations.Organizations;
import io.syncledger.sync.run.RunStarter;
import io.syncledger.sync.run.SyncDriver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole engine on a source that is nothing like Cliniko. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SecondSourceTest {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          NotesSource.ENABLED,
          "true",
          "syncledger.sync-service.retry.backoff",
          "20ms",
          "syncledger.sync-service.retry.poll-interval",
          "100ms",
          "syncledger.sync-service.consistency.after-full-sync",
          true);

  private final TestDatabase database = TestDatabase.create();
  private ServiceInstance service;
  private NotesSource source;
  private Notebook notebook;
  private StreamKey account;

  @BeforeAll
  void start() {
    service = ServiceInstance.start(database.url(), URI.create("http://127.0.0.1:1/v1"), SETTINGS);
    database.execute(NotesResource.TABLE);
    source = service.bean(NotesSource.class);
    notebook = source.notebook();
  }

  @BeforeEach
  void openAccount() {
    var organization = new OrganizationId("org_" + UUID.randomUUID().toString().replace("-", ""));
    assertThat(service.bean(Organizations.class).create(organization, "A writer")).isPresent();
    account = new StreamKey(organization, NotesSource.SERVICE);
    enter(NotesSource.CREDENTIAL);
    source.client().failAfter(Integer.MAX_VALUE);
    notebook.clear();
    IntStream.rangeClosed(1, 8).forEach(i -> notebook.write("note-" + i, "Text " + i));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void a_first_sync_copies_everything_page_by_page_and_proves_it() {
    var events = sync();

    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(SyncDriver.ofType(PageFetched.class, events))
        .extracting(PageFetched::records)
        .containsExactly(3, 3, 2);
    assertThat(SyncDriver.ofType(ItemsUpserted.class, events))
        .allMatch(event -> event.resource().equals("notes"));
    var completed = SyncDriver.terminalEvent(SyncCompleted.class, events);
    assertThat(completed.totals()).isEqualTo(Map.of("notes", 8L));
    assertThat(completed.syncTokenAfter()).isEqualTo("notes=8");
    assertThat(texts()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void a_later_sync_reads_from_its_token_what_changed_and_what_was_deleted() {
    sync();
    notebook.write("note-3", "Text 3b");
    notebook.write("note-9", "Text 9");
    notebook.delete("note-5", Instant.parse("2026-03-01T00:00:00Z"));

    var events = sync();

    assertThat(SyncDriver.ofType(PageFetched.class, events))
        .extracting(PageFetched::records)
        .containsExactly(3);
    var upserted = SyncDriver.ofType(ItemsUpserted.class, events).getFirst().upsert();
    assertThat(upserted.inserted()).isEqualTo(1);
    assertThat(upserted.updated()).isEqualTo(2);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, events).syncTokenAfter())
        .isEqualTo("notes=11");
    assertThat(texts()).containsExactly("1", "2", "3b", "4", "6", "7", "8", "9");
    assertThat(SyncDriver.ofType(PageFetched.class, sync()))
        .extracting(PageFetched::records)
        .containsExactly(0);
  }

  @Test
  void a_full_sync_finds_what_was_lost_without_a_trace_and_is_followed_by_a_check() {
    var first = awaitCheck(sync());
    assertThat(first.mismatched()).isZero();
    notebook.lose("note-2");

    var events = SyncDriver.runFull(service, account, SyncMode.COMPREHENSIVE);

    assertThat(SyncDriver.ofType(RecordsVanished.class, events))
        .extracting(RecordsVanished::recordIds)
        .containsExactly(List.of("note-2"));
    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
    var check = awaitCheck(events);
    assertThat(check.counts()).isEqualTo(Map.of("notes", new ConsistencyChecked.Count(7, 7L)));
    assertThat(check.sampled()).isEqualTo(7);
    assertThat(check.mismatched()).isZero();
  }

  @Test
  void a_retry_continues_after_the_last_stored_page() {
    source.client().failAfter(3);

    var failed = sync();
    var failure = SyncDriver.terminalEvent(SyncFailed.class, failed);
    assertThat(failure.failure().errorCode()).isEqualTo("HTTP_503");
    assertThat(failure.recordsProcessed()).isEqualTo(6);

    var retry = SyncDriver.awaitRetry(account, failed.getFirst().envelope().syncId());
    assertThat(SyncDriver.ofType(PageFetched.class, retry))
        .extracting(PageFetched::records)
        .containsExactly(2);
    assertThat(retry).anyMatch(SyncCompleted.class::isInstance);
    assertThat(texts()).hasSize(8);
  }

  @Test
  void a_record_that_cannot_be_read_is_a_dead_letter_until_a_redrive_stores_it() {
    notebook.scribble("note-4");

    var events = sync();
    assertThat(SyncDriver.ofType(RecordsRejected.class, events).getFirst().rejects())
        .hasSize(1)
        .allMatch(reject -> "note-4".equals(reject.recordId()));
    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(openDeadLetters()).isEqualTo(1);

    notebook.write("note-4", "Text 4");
    var redriven = SyncDriver.awaitEnd(account, redrive());

    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, redriven).recordsSuccess())
        .isEqualTo(1);
    assertThat(openDeadLetters()).isZero();
    assertThat(texts()).contains("4");
  }

  @Test
  void a_credential_that_the_source_refuses_is_not_used_again() {
    enter("token-of-nobody");

    var first = SyncDriver.terminalEvent(SyncFailed.class, sync());
    var second = SyncDriver.terminalEvent(SyncFailed.class, sync());

    assertThat(first.failure().message()).isEqualTo("Notes refused the token");
    assertThat(second.failure().message()).isEqualTo("Notes refused this token before");
  }

  @Test
  void credentials_are_checked_by_their_source() {
    assertThat(put("no-token").status()).isEqualTo(400);
  }

  private void enter(String credential) {
    assertThat(put(credential).status()).isEqualTo(200);
  }

  private ApiClient.Response put(String credential) {
    return ApiClient.withRole(service, Role.ADMIN, account.organizationId())
        .putJson(
            "/api/v1/organizations/" + account.organizationId() + "/credentials/notes",
            "{\"api_key\": \"" + credential + "\"}");
  }

  private List<SyncEvent> sync() {
    return SyncDriver.run(service, account, SyncMode.COMPREHENSIVE);
  }

  private SyncId redrive() {
    var letters =
        database
            .query(
                "select id from rejected_records where kind = 'record' and organization_id = ?",
                account.organizationId().value())
            .stream()
            .map(row -> Long.valueOf(String.valueOf(row.get("id"))))
            .toList();
    return service.bean(RunStarter.class).redrive(account, letters).syncId();
  }

  private long openDeadLetters() {
    return database.queryLong(
        "select count(*) from rejected_records where service = 'notes' and organization_id = ?"
            + " and redriven_by is null",
        account.organizationId().value());
  }

  /** The check that follows a full sync; only one runs at a time. */
  private ConsistencyChecked awaitCheck(List<SyncEvent> sync) {
    var syncId = sync.getFirst().envelope().syncId();
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> SyncDriver.ofType(ConsistencyChecked.class, SyncDriver.events(account, syncId)),
            checks -> !checks.isEmpty())
        .getFirst();
  }

  /** The notes that are in use, by id. */
  private List<String> texts() {
    return database
        .query(
            "select text from notes where organization_id = ? and vanished_at is null"
                + " and deleted_at is null order by note_id",
            account.organizationId().value())
        .stream()
        .map(row -> String.valueOf(row.get("text")).replace("Text ", ""))
        .toList();
  }
}
