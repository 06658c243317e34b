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
 * Sends one request to Cliniko and returns its response, or throws. Created at the start of the
 * process, before anything else is sent: only then does the JDK's client read the property below.
 */
@Context
final class ClinikoHttpClient {
  private static final int OK = 200;

  static {
    // Otherwise the JDK silently resends a GET when a pooled connection closes before the first
    // byte of a response: the source would count more requests than the rate limiter does.
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
            // A redirect would send the key to another host.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * A complete response.
   *
   * @param durationMs from sending the request to the last byte
   * @param receivedAt by this machine's clock
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ResponseBody(byte[] bytes, long durationMs, Instant receivedAt) {}

  /**
   * Requests JSON.
   *
   * @throws io.syncledger.sync.source.SourceException for any status but 200, and for no response
   */
  ResponseBody get(URI uri, ApiKey key) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", key.authorizationHeader())
            .header("Accept", "application/json")
            .header("User-Agent", settings.userAgent())
            .build();
    long start = System.nanoTime();
    var response = sendMeasured(request, start);
    var now = clock.instant();
    if (response.statusCode() == OK) {
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return new ResponseBody(response.body(), took, now);
    }
    throw ErrorMapper.forStatus(
        response.statusCode(),
        RetryAfterParser.parse(response.headers(), now, settings.rateLimitWindow()));
  }

  private HttpResponse<byte[]> sendMeasured(HttpRequest request, long start)
      throws InterruptedException {
    @Nullable HttpResponse<byte[]> response = null;
    try {
      response = send(request);
      return response;
    } finally {
      long took = System.nanoTime() - start;
      if (response == null) {
        metrics.recordNoResponse(took);
      } else {
        metrics.recordResponse(response.statusCode(), took);
      }
    }
  }

  /** The client's own timeout covers the headers only; a slow body must time out as well. */
  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.maxBodyBytes());
    CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, handler);
    try {
      return response.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ErrorMapper.timeout();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? ErrorMapper.forIoFailure(failure)
          : new IllegalStateException("A request could not be sent", e.getCause());
    } finally {
      // Aborts the exchange unless it is complete.
      response.cancel(true);
    }
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
