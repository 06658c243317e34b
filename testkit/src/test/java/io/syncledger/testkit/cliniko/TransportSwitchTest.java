package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.testkit.cliniko.hostile.TransportSwitch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransportSwitchTest {

  private HostileClinicFixture hostile;
  private HttpClient http;
  private byte[] whole;

  @BeforeAll
  void start() throws Exception {
    hostile = new HostileClinicFixture();
    http = HttpClient.newHttpClient();
    whole = patients().body();
  }

  @AfterEach
  void calm() {
    hostile.cliniko.faults().clear();
  }

  @AfterAll
  void stop() {
    http.close();
    hostile.close();
  }

  @ParameterizedTest
  @EnumSource(TransportSwitch.class)
  void a_response_has_the_fault_of_the_switch_and_the_next_one_is_whole(TransportSwitch one)
      throws Exception {
    // The client itself retries if it has not received a single byte.
    int strikes = one == TransportSwitch.NO_ANSWER ? 50 : 1;
    one.activate(hostile.cliniko, HostileClinicFixture.ONCE.withMaxStrikes(strikes));
    switch (one) {
      case GZIP -> {
        HttpResponse<byte[]> response = patients();
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
            .isEqualTo(whole);
      }
      case LENGTH_TOO_LARGE, RESET_MID_BODY, CLOSED_MID_BODY ->
          assertThatThrownBy(this::patients).isInstanceOf(IOException.class);
      case NO_ANSWER -> {
        assertThatThrownBy(this::patients).isInstanceOf(IOException.class);
        hostile.cliniko.faults().clear();
      }
      case LENGTH_TOO_SMALL, TRUNCATED_JSON -> {
        byte[] half = patients().body();
        assertThat(half).hasSize(whole.length / 2);
        assertThat(new String(whole, StandardCharsets.UTF_8))
            .startsWith(new String(half, 0, 1_000, StandardCharsets.UTF_8));
      }
      case SLOW_DRIP, HANG -> {
        long start = System.nanoTime();
        assertThat(patients().body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isGreaterThanOrEqualTo(HostileClinicFixture.ONCE.delay().minusMillis(20));
      }
      case DATE_SKEWED -> {
        Instant skewed = date(patients());
        assertThat(Duration.between(skewed, hostile.clock.instant()).abs())
            .isEqualTo(Duration.ofHours(9));
        hostile.cliniko.faults().clear();
      }
    }
    HttpResponse<byte[]> next = patients();
    assertThat(next.body()).isEqualTo(whole);
    assertThat(date(next)).isEqualTo(hostile.clock.instant());
  }

  private static Instant date(HttpResponse<byte[]> response) {
    String text = response.headers().firstValue("Date").orElseThrow();
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private HttpResponse<byte[]> patients() throws IOException, InterruptedException {
    String credentials =
        Base64.getEncoder()
            .encodeToString((SimulatorClient.KEY + ':').getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(URI.create(hostile.cliniko.baseUrl() + "/patients?per_page=100"))
            .header("Authorization", "Basic " + credentials)
            .timeout(Duration.ofSeconds(60))
            .build(),
        BodyHandlers.ofByteArray());
  }
}
