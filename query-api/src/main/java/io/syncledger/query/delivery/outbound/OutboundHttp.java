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
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts JSON to URLs that organizations choose, and to the deployment's own. It follows no
 * redirects and reads only the head of a response.
 */
@Singleton
public final class OutboundHttp {
  /** More than deliveries and tests use at the same time. */
  private static final int MAX_CONNECTIONS = 600;

  private final CloseableHttpClient publicOnly;
  private final CloseableHttpClient unrestricted;
  private final OutboundSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

  OutboundHttp(OutboundSettings settings, Clock clock) {
    var resolver = SystemDefaultDnsResolver.INSTANCE;
    this.settings = settings;
    this.clock = clock;
    this.unrestricted = newClient(resolver, settings);
    this.publicOnly =
        newClient(
            settings.allowPrivateAddresses() ? resolver : new PublicAddressResolver(resolver),
            settings);
  }

  /** Makes a client that connects to what the resolver returns, and does nothing on its own. */
  static CloseableHttpClient newClient(DnsResolver resolver, OutboundSettings settings) {
    var timeout = Timeout.of(settings.timeout());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(resolver)
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                    .setSocketTimeout(timeout)
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).build())
        // Each attempt resolves and connects anew: an address was checked for that attempt only.
        .setConnectionReuseStrategy((_, _, _) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("Syncledger")
        .build();
  }

  /** Thrown if there was no response; the message gives the reason in words. */
  public static final class NoResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    NoResponseException(String reason, IOException cause) {
      super(reason, cause);
    }

    /** In words, without an address. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Posts once, within the configured timeout.
   *
   * @param channel decides which addresses are allowed
   */
  public HttpResponseHead post(Channel channel, URI url, Map<String, String> headers, byte[] json)
      throws NoResponseException {
    if (!channel.deploymentWide()
        && !settings.allowHttp()
        && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new NoResponseException("the address is without TLS", new IOException());
    }
    var request = new HttpPost(url);
    headers.forEach(request::addHeader);
    request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    var client = channel.deploymentWide() ? unrestricted : publicOnly;
    var deadline =
        deadlines.schedule(request::abort, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    try (var response = client.executeOpen(null, request, null)) {
      var retryAfter = response.getFirstHeader("Retry-After");
      return new HttpResponseHead(
          response.getCode(),
          RetryAfter.parse(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
    } catch (IOException e) {
      throw new NoResponseException(reason(e, request.isAborted()), e);
    } finally {
      deadline.cancel(false);
    }
  }

  private static String reason(IOException e, boolean late) {
    return switch (e) {
      case NotPublicException _ -> "the address is not public";
      case UnknownHostException _ -> "the host is unknown";
      case SSLException _ -> "no secure connection";
      case SocketTimeoutException _ -> "no response in time";
      case InterruptedIOException _ -> "no response in time";
      default -> late ? "no response in time" : "no connection";
    };
  }

  @PreDestroy
  void close() throws IOException {
    deadlines.shutdownNow();
    publicOnly.close();
    unrestricted.close();
  }
}
