package io.syncledger.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {
  private static final StreamPosition POSITION =
      new StreamPosition(new TreeMap<>(Map.of(0, 123L, 1, 88L, 2, 7L)));

  @Test
  void a_position_is_parsed_from_its_text() {
    assertThat(POSITION).hasToString("0-123.1-88.2-7");
    assertThat(StreamPosition.parse("0-123.1-88.2-7")).hasValue(POSITION);
  }

  @Test
  void the_alerts_that_were_sent_are_part_of_it() {
    var position = POSITION.withAlerts(1_719_748_800_000L);

    assertThat(position).hasToString("0-123.1-88.2-7.a-1719748800000");
    assertThat(StreamPosition.parse(position.toString())).hasValue(position);
    assertThat(position.withAlerts(5)).isEqualTo(position);
    assertThat(position.after(1, 90).alerts()).isEqualTo(position.alerts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0", "0-", "-1", "0-1.", "0--1", "0-1 ", "0-9999999999999999999", "é-1"})
  void any_other_text_is_not_a_position(String text) {
    assertThat(StreamPosition.parse(text)).isEmpty();
  }

  @Test
  void it_advances_in_one_partition_and_never_goes_back() {
    assertThat(POSITION.after(1, 90)).hasToString("0-123.1-91.2-7");
    assertThat(POSITION.after(1, 3)).isEqualTo(POSITION);
  }

  @Test
  void a_new_partition_starts_at_its_beginning() {
    assertThat(POSITION.extendedTo(Map.of(0, 500L, 3, 9L))).hasToString("0-123.1-88.2-7.3-0");
  }

  @Test
  void a_position_beyond_the_end_belongs_to_another_log() {
    assertThat(POSITION.isWithin(Map.of(0, 123L, 1, 88L, 2, 7L))).isTrue();
    assertThat(POSITION.isWithin(Map.of(0, 123L, 1, 87L, 2, 7L))).isFalse();
    assertThat(POSITION.isWithin(Map.of(0, 123L, 1, 88L))).isFalse();
  }
}
