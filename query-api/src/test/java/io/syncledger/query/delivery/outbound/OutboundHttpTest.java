package io.syncledger.query.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.outbound.OutboundHttp.NoResponseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {
  private static final Channel FOREIGN = new Channel("ch_1", "org_1", ChannelKind.WEBHOOK, "");
  private static final Channel OURS =
      new Channel("deployment-webhook", null, ChannelKind.WEBHOOK, "");

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, 204));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/inside");
          answer(exchange, 302);
        });
    server.createContext(
        "/busy",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "120");
          answer(exchange, 503);
        });
    server.createContext("/slow", this::drip);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://2130706433:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://10.0.0.1:%d/",
        "http://169.254.169.254:%d/",
        "http://[fd00:ec2::254]:%d/",
        "http://0.0.0.0:%d/"
      })
  void no_organization_can_reach_the_internal_network(String address) throws Exception {
    var http = http(true, false, Duration.ofSeconds(20));

    assertThatThrownBy(() -> post(http, FOREIGN, address.formatted(port())))
        .isInstanceOf(NoResponseException.class)
        .hasMessage("the address is not public");
    assertThat(seen).isEmpty();
    http.close();
  }

  @Test
  void urls_of_organizations_need_tls_unless_plain_http_is_allowed() throws Exception {
    var http = http(false, true, Duration.ofSeconds(20));

    assertThatThrownBy(() -> post(http, FOREIGN, address("/")))
        .hasMessage("the address is without TLS");
    assertThat(seen).isEmpty();
    http.close();
  }

  @Test
  void the_deployment_may_use_any_address() throws Exception {
    var http = http(false, false, Duration.ofSeconds(20));

    assertThat(post(http, OURS, address("/")).status()).isEqualTo(204);
    assertThat(seen).containsExactly("/");
    http.close();
  }

  @Test
  void a_redirect_is_a_failure_and_not_followed() throws Exception {
    var http = http(true, true, Duration.ofSeconds(20));

    var answer = post(http, FOREIGN, address("/moved"));

    assertThat(answer.outcome().description()).isEqualTo("answered 302");
    assertThat(seen).containsExactly("/moved");
    http.close();
  }

  @Test
  void a_server_can_send_retry_after() throws Exception {
    var http = http(true, true, Duration.ofSeconds(20));

    assertThat(post(http, FOREIGN, address("/busy")))
        .isEqualTo(new HttpResponseHead(503, Duration.ofMinutes(2)));
    http.close();
  }

  @Test
  void a_response_that_is_not_complete_in_time_is_no_response() throws Exception {
    var http = http(true, true, Duration.ofMillis(500));

    assertThatThrownBy(() -> post(http, FOREIGN, address("/slow")))
        .isInstanceOf(NoResponseException.class)
        .hasMessage("no response in time");
    http.close();
  }

  @Test
  void the_connection_uses_the_address_that_was_checked() throws Exception {
    var names = new Changing(InetAddress.getLoopbackAddress(), InetAddress.ofLiteral("192.0.2.1"));
    try (var client = OutboundHttp.newClient(names, settings(true, true, Duration.ofSeconds(20)));
        var response =
            client.executeOpen(
                null, new HttpPost("http://receiver.example:" + port() + "/checked"), null)) {
      assertThat(response.getCode()).isEqualTo(204);
    }
    assertThat(seen).containsExactly("/checked");
    assertThat(names.asked).containsExactly("receiver.example");
  }

  @Test
  void a_name_with_one_internal_address_is_refused() {
    var names = new Both(InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("10.1.2.3"));

    assertThatThrownBy(() -> new PublicAddressResolver(names).resolve("receiver.example"))
        .isInstanceOf(PublicAddressResolver.NotPublicException.class);
  }

  @Test
  void retry_after_is_in_seconds_or_a_date() {
    var now = Instant.parse("2026-06-30T12:00:00Z");

    assertThat(RetryAfter.parse("30", now)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Tue, 30 Jun 2026 12:01:00 GMT", now))
        .isEqualTo(Duration.ofMinutes(1));
    for (var senseless : List.of("", "soon", "-5", "Tue, 30 Jun 2026 11:00:00 GMT")) {
      assertThat(RetryAfter.parse(senseless, now)).as(senseless).isNull();
    }
  }

  /** Resolves a name to a different address each time. */
  private static final class Changing implements DnsResolver {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final InetAddress first;
    private final InetAddress then;

    Changing(InetAddress first, InetAddress then) {
      this.first = first;
      this.then = then;
    }

    @Override
    public InetAddress[] resolve(String host) {
      asked.add(host);
      return new InetAddress[] {asked.size() == 1 ? first : then};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private record Both(InetAddress one, InetAddress other) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return new InetAddress[] {one, other};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private void answer(com.sun.net.httpserver.HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      seen.add(exchange.getRequestURI().getPath());
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** Sends not even the head of a response. */
  private void drip(com.sun.net.httpserver.HttpExchange exchange) {
    try (exchange) {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutboundHttp http(boolean allowHttp, boolean allowPrivate, Duration timeout) {
    return new OutboundHttp(settings(allowHttp, allowPrivate, timeout), Clock.systemUTC());
  }

  private static OutboundSettings settings(
      boolean allowHttp, boolean allowPrivate, Duration timeout) {
    return new OutboundSettings(allowHttp, allowPrivate, Duration.ofSeconds(5), timeout);
  }

  private static HttpResponseHead post(OutboundHttp http, Channel channel, String url)
      throws IOException {
    return http.post(channel, URI.create(url), Map.of(), new byte[] {'{', '}'});
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private int port() {
    return server.getAddress().getPort();
  }
}
