package io.syncledger.sync.run.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.RawRecord;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceTotalsTest {
  @Test
  void pages_and_sums_of_a_further_pass_continue_those_of_the_previous_one() {
    var first =
        add(add(ResourceTotals.ZERO.nextPass(), page(1, 100, 2, 150L)), page(2, 50, 2, 150L));
    var second = first.nextPass();
    var page = page(1, 7, 1, 7L);

    assertThat(second.isReportable(page)).isTrue();
    assertThat(second.nextPageNumber()).isEqualTo(3);
    assertThat(second.totalPages(page)).isEqualTo(3);
    assertThat(second.recordsTotal(page)).isEqualTo(157);
    assertThat(add(second, page).contradiction("Cliniko", "patients")).isEmpty();
  }

  @Test
  void an_empty_first_page_is_reported_and_an_empty_page_of_a_further_pass_is_not() {
    var empty = page(1, 0, 1, 0L);
    assertThat(ResourceTotals.ZERO.nextPass().isReportable(empty)).isTrue();

    var after = add(ResourceTotals.ZERO.nextPass(), empty);
    assertThat(after.nextPass().isReportable(empty)).isFalse();
    assertThat(after.contradiction("Cliniko", "patients")).isEmpty();
  }

  @Test
  void an_empty_page_that_corrects_the_announced_total_is_reported() {
    var before = add(ResourceTotals.ZERO.nextPass(), page(1, 100, 2, 101L));
    var correction = page(2, 0, 2, 100L);

    assertThat(before.isReportable(correction)).isTrue();
    assertThat(add(before, correction).contradiction("Cliniko", "patients")).isEmpty();
  }

  @Test
  void less_than_was_announced_is_a_contradiction() {
    var tally = add(ResourceTotals.ZERO.nextPass(), page(1, 100, 1, 101L));

    assertThat(tally.contradiction("Cliniko", "patients"))
        .contains("Cliniko announced 101 patients, but gave 100");
  }

  @Test
  void fewer_pages_than_were_announced_is_a_contradiction() {
    var tally = add(ResourceTotals.ZERO.nextPass(), page(1, 100, 2, 100L));

    assertThat(tally.contradiction("Cliniko", "patients"))
        .contains("Cliniko announced 2 pages of patients, but gave 1");
  }

  @Test
  void no_page_at_all_is_a_contradiction() {
    assertThat(ResourceTotals.ZERO.nextPass().contradiction("Cliniko", "patients"))
        .contains("Cliniko gave no page of patients");
  }

  @Test
  void records_without_an_outcome_are_a_contradiction() {
    var tally = ResourceTotals.ZERO.nextPass().plus(page(1, 10, 1, 10L), 8, 1);

    assertThat(tally.contradiction("Cliniko", "patients"))
        .contains("10 patients were fetched, but 8 were stored and 1 rejected");
  }

  @Test
  void a_source_without_totals_announces_none() {
    var tally = add(ResourceTotals.ZERO.nextPass(), page(1, 10, null, null));

    assertThat(tally.announced()).isNull();
    assertThat(tally.contradiction("Cliniko", "patients")).isEmpty();
  }

  private static ResourceTotals add(ResourceTotals tally, Page page) {
    return tally.plus(page, page.records().size(), 0);
  }

  private static Page page(
      int number, int records, @Nullable Integer totalPages, @Nullable Long recordsTotal) {
    var record = new RawRecord(JsonNodeFactory.instance.objectNode(), 2);
    return new Page(
        number,
        Collections.nCopies(records, record),
        totalPages,
        recordsTotal,
        1,
        1,
        Instant.EPOCH,
        1,
        Page.START);
  }
}
