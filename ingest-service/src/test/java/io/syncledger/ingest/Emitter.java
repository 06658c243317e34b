package io.syncledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokenIssuer;
import io.syncledger.testkit.server.RestClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An external emitter that reports events of one organization over HTTP. */
public final class Emitter {
  public static final String EVENTS = "/api/v1/ingest/events";
  public static final String STRUCTURED = "application/cloudevents+json";

  private final EmbeddedServer server;
  private final RestClient client;
  private final String organization;

  public Emitter(EmbeddedServer server, String organization) {
    this.server = server;
    this.client = RestClient.of(server::getURI);
    this.organization = organization;
  }

  /** One that begins when the service is ready. */
  public static Emitter of(EmbeddedServer server, String organization) {
    var emitter = new Emitter(server, organization);
    emitter.awaitReady();
    return emitter;
  }

  public void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(get("/health/readiness").statusCode()).isEqualTo(200));
  }

  public HttpResponse<String> report(CloudEventJson event, String... headers) {
    return post(token(Role.EMITTER), STRUCTURED, event.text(), headers);
  }

  public HttpResponse<String> post(String token, String mediaType, String body, String... headers) {
    var all =
        Stream.concat(Stream.of("Content-Type", mediaType), Stream.of(headers))
            .toArray(String[]::new);
    return client.withToken(token).send("POST", EVENTS, body, all).http();
  }

  /** Without a token. */
  public HttpResponse<String> get(String path) {
    return client.get(path).http();
  }

  public String token(String... roles) {
    return server
        .getApplicationContext()
        .getBean(LocalTokenIssuer.class)
        .issue(
            "nightly-import",
            List.of(new OrganizationId(organization)),
            Set.of(roles),
            Duration.ofMinutes(10));
  }
}
