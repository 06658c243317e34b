package io.syncledger.sync.run.plan;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final Instant EARLY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-02-02T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-02-03T00:00:00Z");

  @Test
  void after_a_full_walk_it_is_the_newest_change_and_its_floor_that_of_the_probe() {
    assertThat(Watermark.afterFull(LATER, LATE)).isEqualTo(new Watermark(LATER, LATE));
  }

  @Test
  void after_an_incremental_walk_its_floor_is_where_the_walk_began() {
    assertThat(new Watermark(LATE, EARLY).advancedTo(LATER)).isEqualTo(new Watermark(LATER, LATE));
  }

  @Test
  void no_change_and_an_older_change_do_not_move_it_back() {
    assertThat(new Watermark(LATE, EARLY).advancedTo(null)).isEqualTo(new Watermark(LATE, LATE));
    assertThat(new Watermark(LATE, EARLY).advancedTo(EARLY)).isEqualTo(new Watermark(LATE, LATE));
    assertThat(Watermark.NONE.advancedTo(null)).isEqualTo(Watermark.NONE);
  }

  @Test
  void a_token_names_each_list_that_has_one() {
    assertThat(
            WatermarkStore.toSyncToken(
                List.of(PATIENTS, APPOINTMENTS),
                Map.of(
                    PATIENTS, new Watermark(LATE, null), APPOINTMENTS, new Watermark(EARLY, null))))
        .isEqualTo("patients=2026-02-02T00:00:00.000Z,appointments=2026-02-01T00:00:00.000Z");
    assertThat(WatermarkStore.toSyncToken(List.of(PATIENTS), Map.of(PATIENTS, Watermark.NONE)))
        .isNull();
  }
}
