package io.syncledger.query.delivery.outbound;

import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.outbound.PublicAddressResolver.NotPublicException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Posts JSON to addresses that organisations name, and to the deployment's own. Neither follows
 * redirects, and neither reads an answer further than its head.
 */
@Singleton
public final class OutboundHttp {
  private final CloseableHttpClient guarded;
  private final CloseableHttpClient unrestricted;
  private final OutboundSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

  OutboundHttp(OutboundSettings settings, Clock clock) {
    var names = SystemDefaultDnsResolver.INSTANCE;
    this.settings = settings;
    this.clock = clock;
    this.unrestricted = Clients.resolvingBy(names, settings);
    this.guarded =
        Clients.resolvingBy(
            settings.allowPrivateAddresses() ? names : new PublicAddressResolver(names), settings);
  }

  /** There was no answer; the message says why, in words for people. */
  public static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String reason, IOException cause) {
      super(reason, cause);
    }

    /** For people, without an address. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Posts once, within the timeout of the settings.
   *
   * @param channel decides which addresses are allowed
   */
  public HttpAnswer post(Channel channel, URI url, Map<String, String> headers, byte[] json)
      throws NoAnswerException {
    if (!channel.deploymentWide()
        && !settings.allowHttp()
        && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new NoAnswerException("the address is without TLS", new IOException());
    }
    var request = new HttpPost(url);
    headers.forEach(request::addHeader);
    request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    var client = channel.deploymentWide() ? unrestricted : guarded;
    var deadline =
        deadlines.schedule(request::abort, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    try (var response = client.executeOpen(null, request, null)) {
      var retryAfter = response.getFirstHeader("Retry-After");
      return new HttpAnswer(
          response.getCode(),
          RetryAfter.parse(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
    } catch (IOException e) {
      throw new NoAnswerException(reason(e, request.isAborted()), e);
    } finally {
      deadline.cancel(false);
    }
  }

  private static String reason(IOException e, boolean late) {
    return switch (e) {
      case NotPublicException _ -> "the address is not public";
      case UnknownHostException _ -> "the host is unknown";
      case SSLException _ -> "no secure connection";
      case SocketTimeoutException _ -> "no answer in time";
      case InterruptedIOException _ -> "no answer in time";
      default -> late ? "no answer in time" : "no connection";
    };
  }

  @PreDestroy
  void close() throws IOException {
    deadlines.shutdownNow();
    guarded.close();
    unrestricted.close();
  }
}
