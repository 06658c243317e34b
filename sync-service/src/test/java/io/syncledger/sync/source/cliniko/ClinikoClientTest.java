package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.RequestListener;
import io.syncledger.sync.source.Selection;
import io.syncledger.sync.source.SourceException;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.access.UserAgentPolicy;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.server.FreePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClinikoClientTest {
  private static final ApiKey KEY = new ApiKey("SIMKEY-au4");
  private static final RequestContext ACCOUNT =
      new RequestContext(KEY.toCredential(), RequestListener.NONE);

  private final ClinikoSimulator cliniko =
      ClinikoSimulator.builder()
          .clinic(Clinic.generated(250, 7))
          .apiKey(KEY.text())
          .rateLimit(RateLimit.none())
          .userAgents(UserAgentPolicy.ENFORCED)
          .start();

  @AfterEach
  void stop() {
    cliniko.close();
  }

  @Test
  void a_walk_returns_every_patient_once_including_archived_ones() throws InterruptedException {
    var pages = walk(client());

    assertThat(pages).extracting(Page::number).containsExactly(1, 2, 3);
    assertThat(pages).extracting(Page::totalPages).containsOnly(3);
    assertThat(pages).extracting(Page::recordsTotal).containsOnly(254L);
    assertThat(pages.stream().flatMap(page -> page.records().stream()))
        .extracting(record -> record.json().path("id").asText())
        .doesNotHaveDuplicates()
        .hasSize(254);
    assertThat(pages.getFirst().records())
        .allSatisfy(record -> assertThat(record.bytes()).isBetween(300L, 5_000L));
    assertThat(cliniko.traffic().total()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, HTTP_400",
    "404, HTTP_404",
    "422, HTTP_422",
    "401, CLINIKO_AUTH_FAILED",
    "403, HTTP_403",
    "418, UNKNOWN_ERROR",
    "301, UNKNOWN_ERROR"
  })
  void a_permanent_error_is_not_retried(int status, String code) {
    cliniko.faults().add(Faults.serverError(status, ErrorBody.HTML));

    var failure = failure(client());

    assertThat(failure.errorCode()).isEqualTo(code);
    assertThat(failure.httpStatus()).isEqualTo(status);
    assertThat(cliniko.traffic().total()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void a_server_error_is_retried_a_few_times_and_then_reported(int status) {
    cliniko.faults().add(Faults.serverError(status, ErrorBody.HTML));

    var failure = failure(client());

    assertThat(failure.errorCode()).isEqualTo("HTTP_" + status);
    assertThat(failure.retryable()).isTrue();
    assertThat(cliniko.traffic().total()).isEqualTo(3);
  }

  @Test
  void a_transient_fault_causes_no_failure() throws InterruptedException {
    cliniko.faults().add(Faults.serverError(503, ErrorBody.EMPTY).times(1));
    cliniko.faults().add(Faults.resetAfter(1_000).after(1).times(2));

    var pages = walk(client());

    assertThat(pages).hasSize(3);
    assertThat(pages).extracting(Page::requests).containsExactly(2, 3, 1);
  }

  @Test
  void a_page_that_is_never_json_is_invalid() {
    cliniko.faults().add(Faults.truncatedAfter(700));

    assertThat(failure(client()).errorCode()).isEqualTo("INVALID_JSON");
    assertThat(cliniko.traffic().total()).isEqualTo(3);
  }

  @Test
  void json_without_a_list_of_patients_is_a_schema_mismatch() {
    answer("{\"patients\": {}, \"total_entries\": 0, \"links\": {}}");

    assertThat(failure(client()).errorCode()).isEqualTo("SCHEMA_MISMATCH");
  }

  @Test
  void a_dripping_body_is_abandoned_at_the_deadline() {
    cliniko.faults().add(Faults.slowDrip(10, Duration.ofMillis(200)));
    var settings = TestSettings.with(cliniko.baseUrl().toString(), Duration.ofMillis(600), 100);

    assertThat(failure(client(settings)).errorCode()).isEqualTo("CLINIKO_API_TIMEOUT");
  }

  @Test
  void an_unreachable_source_is_unavailable() {
    var nowhere = "http://127.0.0.1:" + FreePorts.any() + "/v1";

    assertThat(failure(client(TestSettings.with(nowhere))).errorCode()).isEqualTo("ECONNREFUSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/v1/patients?page=2",
        "http://127.0.0.1:%1$d/v1/patients?per_page=100",
        "not an address"
      })
  void links_of_pages_are_never_followed(String next) throws InterruptedException {
    answer(
        "{\"patients\": [], \"total_entries\": 0, \"links\": {\"next\": \"%s\"}}"
            .formatted(next.formatted(cliniko.port())));

    assertThat(walk(client())).hasSize(1);
    assertThat(cliniko.traffic().total()).isEqualTo(1);
  }

  @Test
  void an_empty_page_with_more_announced_is_retried_and_then_a_fault() {
    answer("{\"patients\": [], \"total_entries\": 1, \"links\": {}}");

    assertThat(failure(client()).errorCode()).isEqualTo("SCHEMA_MISMATCH");
    assertThat(cliniko.traffic().total()).isEqualTo(3);
  }

  @Test
  void a_list_with_too_many_pages_is_abandoned() {
    var settings = TestSettings.with(cliniko.baseUrl().toString(), Duration.ofSeconds(30), 2);

    assertThat(failure(client(settings)).errorCode()).isEqualTo("SCHEMA_MISMATCH");
    assertThat(cliniko.traffic().total()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "'\"0\"', 0", "null, ", "-1, ", "'\"many\"', ", "0.5, "})
  void the_number_of_entries_is_read_leniently(String total, @Nullable Long expected)
      throws InterruptedException {
    answer("{\"patients\": [], \"total_entries\": " + total + ", \"links\": {}}");

    assertThat(
            client()
                .count(
                    ACCOUNT, ClinikoResource.PATIENTS, IdRange.all(ClinikoResource.PATIENTS), true))
        .isEqualTo(expected);
  }

  private void answer(String json) {
    cliniko.faults().add(Fault.of((_, _) -> Response.text(200, "application/json", json)));
  }

  private ClinikoClient client() {
    return client(TestSettings.with(cliniko.baseUrl().toString()));
  }

  private static ClinikoClient client(ClinikoSettings settings) {
    return TestClients.unlimited(settings);
  }

  private static List<Page> walk(ClinikoClient client) throws InterruptedException {
    var walk =
        client.pages(
            ACCOUNT, ClinikoResource.PATIENTS, new Selection.ChangedSince(null), Page.START);
    List<Page> pages = new ArrayList<>();
    for (@Nullable Page page = walk.next(); page != null; page = walk.next()) {
      pages.add(page);
    }
    return pages;
  }

  private static SyncFailure failure(ClinikoClient client) {
    return catchThrowableOfType(SourceException.class, () -> walk(client)).failure();
  }
}
