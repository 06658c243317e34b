package io.syncledger.query.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.http.Role;
import io.syncledger.query.fixture.ReadSide;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks who may read monitoring, and what it shows of an unknown service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringAccessTest {
  private static final String BASE = "/api/v1/monitoring/org_none";

  private final ReadSide readSide = ReadSide.start();
  private final String viewer = readSide.viewer("org_none");

  @AfterAll
  void close() {
    readSide.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/crm/health",
        "/crm/events",
        "/crm/metrics",
        "/crm/errors",
        "/crm/dashboard",
        "/crm/webhooks",
        "/crm/timeline",
        "/crm/performance",
        "/crm/freshness"
      })
  void other_organizations_are_refused_and_an_unknown_service_has_empty_views(String path)
      throws Exception {
    var emitter = readSide.token(Duration.ofHours(1), Set.of(Role.EMITTER), "org_none");

    assertThat(readSide.get(BASE + path).statusCode()).isEqualTo(401);
    assertThat(readSide.get(BASE + path, emitter).statusCode()).isEqualTo(403);
    assertThat(readSide.get(BASE + path, readSide.viewer("org_other")).statusCode()).isEqualTo(403);
    var empty = readSide.get(BASE + path, viewer);
    assertThat(empty.statusCode()).as(empty.body()).isEqualTo(200);
    assertThat(empty.headers().firstValue("Syncledger-Watermark")).isPresent();
    assertThat(empty.body()).contains("org_none").doesNotContain("NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "/crm/events?limit=0, limit",
    "/crm/events?status=green, status",
    "/crm/events?type=half, type",
    "/crm/events?cursor=!, cursor",
    "/crm/events?cursor=YQ, cursor",
    "/crm/metrics?period=year, period",
    "/crm/metrics?limit=501, limit",
    "/crm/errors?include_resolved=perhaps, include_resolved",
    "/crm/errors?cursor=YQpi, cursor",
    "/crm/webhooks?limit=x, limit",
    "/crm/timeline?hours=0, hours",
    "/crm/timeline?hours=2209, hours",
    "/crm/timeline?hours=x, hours",
    "/crm/performance?sample=0, sample",
    "/CRM!/health, service"
  })
  void a_bad_parameter_is_named(String path, String field) throws Exception {
    var response = readSide.get(BASE + path, viewer);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sync_1/7", "/sync_1%2F7", "/sync_1/-7", "/nonsense"})
  void an_unknown_error_cannot_be_resolved(String id) throws Exception {
    var operator = readSide.token(Duration.ofHours(1), Set.of(Role.OPERATOR), "org_none");

    assertThat(readSide.post("/api/v1/errors" + id + "/resolve", operator).statusCode())
        .isEqualTo(404);
    assertThat(readSide.post("/api/v1/errors" + id + "/resolve", viewer).statusCode())
        .isEqualTo(403);
  }
}
