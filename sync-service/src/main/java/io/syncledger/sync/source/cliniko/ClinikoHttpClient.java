package io.syncledger.sync.source.cliniko;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request to Cliniko, one answer or a {@link SourceException}. Made at the start of the
 * process, before anything else is sent: only then does the JDK's client heed the property below.
 */
@Context
final class ClinikoHttpClient {
  private static final int OK = 200;

  static {
    // Else the JDK sends a GET a second time, and tells nobody, when a kept connection closes
    // before the first byte of an answer: the source would count more requests than the budget.
    System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
  }

  private final ClinikoSettings settings;
  private final Clock clock;
  private final SourceMetrics metrics;
  private final HttpClient http;

  ClinikoHttpClient(ClinikoSettings settings, SourceMetrics metrics, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect would carry the key to a host that it was not given for.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * What came.
   *
   * @param durationMs from sending the request to the last byte
   * @param receivedAt when it had come, by this machine's clock
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ResponseBody(byte[] bytes, long durationMs, Instant receivedAt) {}

  /**
   * Asks for JSON.
   *
   * @throws SourceException for any answer but 200, and for none
   */
  ResponseBody get(URI uri, ApiKey key) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", key.authorizationHeader())
            .header("Accept", "application/json")
            .header("User-Agent", settings.userAgent())
            .build();
    long start = System.nanoTime();
    var answer = sendMeasured(request, start);
    var now = clock.instant();
    if (answer.statusCode() == OK) {
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return new ResponseBody(answer.body(), took, now);
    }
    throw ErrorMapper.forStatus(
        answer.statusCode(),
        RetryAfterParser.parse(answer.headers(), now, settings.rateLimitWindow()));
  }

  private HttpResponse<byte[]> sendMeasured(HttpRequest request, long start)
      throws InterruptedException {
    @Nullable HttpResponse<byte[]> answer = null;
    try {
      answer = send(request);
      return answer;
    } finally {
      long took = System.nanoTime() - start;
      if (answer == null) {
        metrics.recordNoResponse(took);
      } else {
        metrics.recordResponse(answer.statusCode(), took);
      }
    }
  }

  /** The client's own timeout ends with the headers; a body that drips must end as well. */
  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.maxBodyBytes());
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, handler);
    try {
      return answer.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ErrorMapper.timeout();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? ErrorMapper.forIoFailure(failure)
          : new IllegalStateException("A request could not be sent", e.getCause());
    } finally {
      // Ends the exchange unless it is complete.
      answer.cancel(true);
    }
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
