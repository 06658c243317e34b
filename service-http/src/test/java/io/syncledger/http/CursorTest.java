package io.syncledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void a_cursor_is_parsed_back_to_its_parts() {
    var cursor = Cursor.of(Instant.EPOCH, 48L, "", "größer/als?");

    assertThat(Cursor.parse(cursor.encode())).isEqualTo(cursor);
    assertThat(cursor.parts()).isEqualTo(List.of("1970-01-01T00:00:00Z", "48", "", "größer/als?"));
  }

  @Test
  void a_cursor_fits_into_a_query_as_it_is() {
    assertThat(Cursor.of("???>>>").encode()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void a_part_cannot_pass_for_two() {
    assertThatIllegalArgumentException().isThrownBy(() -> Cursor.of("a\nb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a b", "a+/b", "=="})
  void an_invalid_cursor_is_a_bad_request(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.detail()).startsWith("cursor must be"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "20", "500"})
  void a_limit_from_1_to_500_is_accepted(String text) {
    assertThat(Limit.parse(text).value()).isEqualTo(Integer.parseInt(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "501", "99999999999", "", "x"})
  void any_other_limit_is_a_bad_request(String text) {
    assertThatThrownBy(() -> Limit.parse(text))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.detail()).isEqualTo("limit must be from 1 to 500"));
  }
}
