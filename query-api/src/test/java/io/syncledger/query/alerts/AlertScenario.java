package io.syncledger.query.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncledger.events.ErrorType;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Runs of one organization, and its calls of the alert API. */
record AlertScenario(ReadSide readSide, FoldedLogWriter log, Clock clock, String organization) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A run that started some time ago. */
  RunLog run(String name, Duration ago) {
    Instant start = clock.instant().minus(ago);
    return RunLog.of(organization, "cliniko", organization + "_" + name, start).started();
  }

  /** Appends consecutive failed runs. */
  AlertScenario failedRuns(int first, int last) {
    return failedRuns(first, last, "HTTP_503");
  }

  AlertScenario failedRuns(int first, int last, String code) {
    for (int i = first; i <= last; i++) {
      log.append(
          run("failed_" + i, Duration.ofMinutes(20L - i))
              .failed(ErrorType.SOURCE_UNAVAILABLE, code)
              .events());
    }
    return this;
  }

  AlertScenario successfulRun(String name) {
    log.append(run(name, Duration.ofSeconds(10)).allPages(10).completed().events());
    return this;
  }

  /** The organization's alerts of a rule, the latest first. */
  List<JsonNode> alerts(String state, String rule) {
    var page = get("?state=" + state + "&rule=" + rule);
    return StreamSupport.stream(page.get("alerts").spliterator(), false).toList();
  }

  JsonNode get(String path) {
    return json(send("GET", "/api/v1/alerts/" + organization + path, "", Role.VIEWER));
  }

  HttpResponse<String> send(String method, String path, String body, String role) {
    var token =
        readSide.token(Duration.ofHours(1), Set.of(role), new OrganizationId(organization).value());
    var request =
        HttpRequest.newBuilder(readSide.address(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> sendToAlerts(String method, String path, String body, String role) {
    return send(method, "/api/v1/alerts/" + organization + path, body, role);
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
      return new JsonMapper().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The notifications of a rule's alerts, as {@code episode/kind}, in order. */
  List<String> notifications(String rule) {
    return readSide.rows(
        """
        select substr(n.notice_id, 18) from alert_notices n
        join sync_alerts a on n.notice_id like a.fingerprint || '/' || a.episode || '/%%'
        where a.organization_id = '%s' and a.rule = '%s' order by n.created_at, n.notice_id
        """
            .formatted(organization, rule));
  }
}
