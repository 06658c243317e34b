package io.syncledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Somebody outside who reports events of one organisation over HTTP. */
public final class Emitter {
  public static final String EVENTS = "/api/v1/ingest/events";
  public static final String STRUCTURED = "application/cloudevents+json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedServer server;
  private final String organization;

  public Emitter(EmbeddedServer server, String organization) {
    this.server = server;
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
    var request =
        HttpRequest.newBuilder(server.getURI().resolve(EVENTS))
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", mediaType)
            .header("Authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Without a token. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(server.getURI().resolve(path)));
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

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
