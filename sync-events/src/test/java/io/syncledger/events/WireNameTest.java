package io.syncledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WireNameTest {
  @Test
  void a_constant_is_written_in_lower_case() {
    assertThat(WireName.of(DelayReason.RATE_LIMITED)).isEqualTo("rate_limited");
    assertThat(WireName.of(SyncMode.PATIENTS_ONLY, '-')).isEqualTo("patients-only");
  }

  @Test
  void every_constant_is_read_back_from_its_name() {
    for (var mode : SyncMode.values()) {
      assertThat(SyncMode.parse(mode.toString())).isEqualTo(mode);
    }
    for (var type : ErrorType.values()) {
      assertThat(WireName.parse("error_type", ErrorType.class, type.toString())).isEqualTo(type);
    }
  }

  @Test
  void an_unknown_name_is_refused_with_the_names_that_exist() {
    assertThatThrownBy(() -> WireName.parse("sync_type", SyncType.class, "FULL"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("sync_type must be one of full, incremental, webhook");
  }
}
