package io.syncledger.systemtests.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.syncledger.events.wire.Topics;
import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.clinic.RecordDefect;
import io.syncledger.testkit.kafka.CommittedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants recognisable patients and keys, then searches everything that leaves the patients table.
 */
class PrivacyTest {
  private static final String NAME = "Quetzalina";
  private static final String SURNAME = "Vörnström-Zzyzx";
  private static final String EMAIL = "planted.person@example.test";
  private static final String PHONE = "61491570999";
  private static final String NOTE = "planted-diagnosis-note";
  private static final String KEY = "PLANTEDSECRETKEY0123456789-au4";
  private static final String WRONG_KEY = "PLANTEDWRONGKEY9876543210-au4";
  private static final List<String> PLANTED =
      List.of(NAME, SURNAME, EMAIL, PHONE, NOTE, "PLANTEDSECRETKEY", "PLANTEDWRONGKEY");

  @TempDir Path data;

  @Test
  void no_planted_value_is_found_in_any_topic_log_span_metric_or_response() throws Exception {
    try (var spans = new Spans();
        var cliniko = ClinikoSimulator.builder().clinic(clinic()).apiKey(KEY).start();
        var server = StandaloneServer.start(options(cliniko, spans))) {
      var api = new ApiClient(server.baseUrl(), server.token());
      var responses = new TreeMap<String, String>();

      var completed = run(api, "completed");
      api.put("/api/v1/organizations/org_demo/credentials/cliniko", json(WRONG_KEY));
      var refused = run(api, "failed");
      for (var syncId : List.of(completed, refused)) {
        responses.put("progress " + syncId, api.get("/api/v1/sync/progress/" + syncId).text());
        responses.put("proof " + syncId, api.get("/api/v1/sync/proof/" + syncId).text());
      }
      for (var path :
          List.of(
              "/api/v1/cliniko/sync-logs/org_demo?limit=20",
              "/api/v1/sync/history/org_demo",
              "/api/v1/sync-status/org_demo",
              "/api/v1/cliniko/status/org_demo",
              "/api/v1/organizations/org_demo/credentials/cliniko",
              "/prometheus")) {
        responses.put(path, api.get(path).text());
      }

      assertThat(plantedPatients(server)).as("the patients did arrive").isEqualTo(2);
      responses.forEach(PrivacyTest::assertClean);
      topics(server).forEach(PrivacyTest::assertClean);
      logs().forEach(PrivacyTest::assertClean);
      assertThat(spans.received()).as("spans were exported").contains("sync_");
      assertClean("spans", spans.received());
      assertThat(rejectedRecords(server)).as("the bad record was rejected").isEqualTo(1);
    }
  }

  private StandaloneOptions options(ClinikoSimulator cliniko, Spans spans) {
    return StandaloneOptions.ephemeral()
        .keptIn(data)
        .with("CLINIKO_BASE_URL", cliniko.baseUrl().toString())
        .with("CLINIKO_API_KEY", KEY)
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", spans.endpoint());
  }

  private static Clinic clinic() {
    var clinic = Clinic.generated(150, 3);
    for (int i = 0; i < 2; i++) {
      clinic.addPatient(
          patient -> {
            patient.put("first_name", NAME).put("last_name", SURNAME).put("email", EMAIL);
            patient.put("label", NAME + " " + SURNAME).put("notes", NOTE);
            patient
                .putArray("patient_phone_numbers")
                .addObject()
                .put("phone_type", "Mobile")
                .put("number", PHONE)
                .put("normalized_number", PHONE);
          });
    }
    var bad = clinic.addPatient(patient -> patient.put("last_name", SURNAME).put("email", EMAIL));
    clinic.corruptPatient(bad.path("id").asText(), RecordDefect.NUL_IN_NAME);
    return clinic;
  }

  private static String run(ApiClient api, String status) {
    var syncId = api.syncAll("org_demo");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo(status));
    return syncId;
  }

  private static String json(String key) {
    return "{\"api_key\": \"" + key + "\"}";
  }

  private static Map<String, String> topics(StandaloneServer server) {
    var found = new TreeMap<String, String>();
    for (var topic : Topics.ALL) {
      var text = new StringBuilder();
      for (var record : CommittedRecords.of(server.bootstrapServers(), topic.name())) {
        text.append(record.key()).append(text(record.value()));
        record.headers().forEach(header -> text.append(text(header.value())));
      }
      found.put(topic.name(), text.toString());
    }
    assertThat(found.get(Topics.EVENTS.name())).contains("org_demo");
    return found;
  }

  private Map<String, String> logs() throws IOException {
    var found = new TreeMap<String, String>();
    try (var files = Files.walk(data.resolve("logs"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        found.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private static int plantedPatients(StandaloneServer server) throws Exception {
    return count(server, "select count(*) from sync.patients where first_name = '" + NAME + "'");
  }

  private static int rejectedRecords(StandaloneServer server) throws Exception {
    return count(server, "select count(*) from sync.rejected_records");
  }

  private static int count(StandaloneServer server, String sql) throws Exception {
    try (var connection = DriverManager.getConnection(server.jdbcUrl());
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Searches for the text itself, for its UTF-8 bytes read as Latin-1 (log files, spans) and for
   * its form in Basic authentication.
   */
  private static void assertClean(String where, String text) {
    for (var planted : PLANTED) {
      var utf8 = planted.getBytes(StandardCharsets.UTF_8);
      assertThat(text)
          .as(where)
          .doesNotContain(planted)
          .doesNotContain(new String(utf8, StandardCharsets.ISO_8859_1))
          .doesNotContain(
              Base64.getEncoder().withoutPadding().encodeToString(utf8).substring(0, 8));
    }
  }

  /** Receives exported spans like an OpenTelemetry collector. */
  private static final class Spans implements AutoCloseable {
    private final ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    private final HttpServer server;

    Spans() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (bodies) {
              bodies.writeBytes(body);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    String endpoint() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String received() {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                synchronized (bodies) {
                  return bodies.toString(StandardCharsets.ISO_8859_1).contains("sync_");
                }
              });
      synchronized (bodies) {
        return bodies.toString(StandardCharsets.ISO_8859_1);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
