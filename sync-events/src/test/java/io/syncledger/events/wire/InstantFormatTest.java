package io.syncledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class InstantFormatTest {
  private static final long YEAR_1 = -62_135_596_800_000L;
  private static final long YEAR_9999_END = 253_402_300_799_999L;

  @Property
  void an_instant_equals_the_output_of_the_general_formatter_and_is_read_back(
      @ForAll @LongRange(min = YEAR_1, max = YEAR_9999_END) long millis) {
    var instant = Instant.ofEpochMilli(millis);

    var text = InstantFormat.format(instant.plusNanos(999_999));

    assertThat(text).isEqualTo(EventJson.INSTANT.format(instant));
    assertThat(InstantFormat.parse(text)).isEqualTo(instant);
  }

  @Example
  void other_forms_of_the_same_instant_are_read_too() {
    var noon = Instant.parse("2026-06-30T12:00:00Z");

    assertThat(read("2026-06-30T12:00:00Z")).isEqualTo(noon);
    assertThat(read("2026-06-30T14:00:00+02:00")).isEqualTo(noon);
    assertThat(read("2026-06-30T12:00:00.000000Z")).isEqualTo(noon);
    assertThat(read("2026-06-30T12:00:00.000Z")).isEqualTo(noon);
  }

  @Example
  void a_text_that_is_not_an_instant_is_refused() {
    for (var text :
        new String[] {
          "2026-02-30T12:00:00.000Z", "2026-06-30T12:60:00.000Z", "2026-06-30 12:00:00.000Z", ""
        }) {
      assertThat(InstantFormat.parse(text)).as(text).isNull();
    }
  }

  private static Instant read(String text) {
    return EventJson.read(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8), Instant.class);
  }
}
