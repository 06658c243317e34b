package io.syncledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "naïve", "x\n"})
  void an_id_that_could_not_be_part_of_a_key_is_refused(String text) {
    assertThatThrownBy(() -> new SyncId(text))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("sync_id");
    assertThatThrownBy(() -> new OrganizationId(text)).isInstanceOf(InvalidEventException.class);
  }

  @Test
  void an_event_id_and_a_key_survive_their_text() {
    var id = new EventId(new SyncId("sync_org_1_20260630_120000"), 7);
    var key = new StreamKey(new OrganizationId("org_1"), new ServiceName("cliniko"));

    assertThat(EventId.parse(id.toString())).isEqualTo(id);
    assertThat(StreamKey.parse(key.toString())).isEqualTo(key);
  }

  @Test
  void an_instant_is_cut_to_milliseconds_as_on_the_wire() {
    var envelope =
        new Envelope(
            new SyncId("s"),
            0,
            new OrganizationId("o"),
            new ServiceName("cliniko"),
            Instant.parse("2026-06-30T12:00:00.123456789Z"));

    assertThat(envelope.occurredAt()).isEqualTo("2026-06-30T12:00:00.123Z");
  }

  @Test
  void a_failure_may_only_have_a_code_of_its_type() {
    assertThatThrownBy(() -> SyncFailure.of(ErrorType.RATE_LIMITED, "HTTP_503", "Busy"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("error_code is not a code of rate_limited");
    assertThat(SyncFailure.of(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503", "Busy").retryable())
        .isTrue();
    assertThat(SyncFailure.of(ErrorType.AUTHENTICATION_FAILED, "HTTP_403", "No").retryable())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "authentication_failed, CLINIKO_AUTH_FAILED HTTP_401 HTTP_403, false",
    "bad_request, HTTP_400 HTTP_404 HTTP_422, false",
    "rate_limited, HTTP_429, true",
    "source_unavailable, HTTP_5xx HTTP_500 HTTP_599 ECONNREFUSED ETIMEDOUT CLINIKO_API_TIMEOUT,"
        + " true",
    "invalid_data, INVALID_JSON SCHEMA_MISMATCH, true",
    "database_error, DATABASE_CONSTRAINT_ERROR DATABASE_UNAVAILABLE, true",
    "credentials_not_found, CREDENTIALS_NOT_FOUND, false",
    "stale, WORKER_LOST, true",
    "unknown, UNKNOWN_ERROR, true"
  })
  void a_kind_of_failure_has_the_codes_of_the_contract_and_no_other_kind_has_them(
      String name, String codes, boolean retried) {
    var type = ErrorType.valueOf(name.toUpperCase(Locale.ROOT));

    assertThat(type).hasToString(name);
    assertThat(type.retryable()).isEqualTo(retried);
    for (var code : codes.split(" ", -1)) {
      assertThat(ErrorType.values())
          .filteredOn(kind -> kind.hasCode(code))
          .as(code)
          .containsExactly(type);
    }
  }

  @Test
  void a_plan_names_a_resource_once() {
    var twice = List.of(new PlannedResource("patients", 1L), new PlannedResource("patients", null));

    assertThatThrownBy(() -> new SyncEvent.SyncPlanned(envelope(), twice))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("resources");
  }

  @Test
  void vanished_records_are_reported_a_hundred_at_a_time_and_never_none() {
    var ids = Collections.nCopies(101, "82");

    assertThat(new SyncEvent.RecordsVanished(envelope(), "patients", ids.subList(0, 100)))
        .isNotNull();
    assertThatThrownBy(() -> new SyncEvent.RecordsVanished(envelope(), "patients", ids))
        .hasMessage("record_ids must hold 1 to 100 ids");
    assertThatThrownBy(() -> new SyncEvent.RecordsVanished(envelope(), "patients", List.of()))
        .hasMessage("record_ids must hold 1 to 100 ids");
  }

  private static Envelope envelope() {
    return new Envelope(
        new SyncId("s"),
        0,
        new OrganizationId("o"),
        new ServiceName("cliniko"),
        Instant.parse("2026-06-30T12:00:00Z"));
  }

  @Test
  void an_instant_that_the_wire_cannot_hold_is_refused() {
    for (var at : List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertThatThrownBy(
              () ->
                  new Envelope(
                      new SyncId("sync_1"),
                      0,
                      new OrganizationId("org_1"),
                      new ServiceName("cliniko"),
                      at))
          .isInstanceOf(InvalidEventException.class)
          .hasMessageContaining("occurred_at");
    }
  }
}
