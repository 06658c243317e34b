package io.syncledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void a_failure_may_only_carry_a_code_of_its_type() {
    assertThatThrownBy(() -> SyncFailure.of(ErrorType.RATE_LIMITED, "HTTP_503", "Busy"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("error_code is not a code of rate_limited");
    assertThat(SyncFailure.of(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503", "Busy").retryable())
        .isTrue();
    assertThat(SyncFailure.of(ErrorType.AUTHENTICATION_FAILED, "HTTP_403", "No").retryable())
        .isFalse();
  }
}
