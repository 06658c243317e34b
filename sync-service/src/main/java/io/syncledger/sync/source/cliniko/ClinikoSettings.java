package io.syncledger.sync.source.cliniko;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.syncledger.events.ServiceName;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of the requests to Cliniko.
 *
 * @param baseUrl empty for the host that a key's shard names ({@code CLINIKO_BASE_URL})
 * @param userAgentName who sends the requests ({@code CLINIKO_USER_AGENT_NAME})
 * @param userAgentEmail how to reach them ({@code CLINIKO_USER_AGENT_EMAIL})
 * @param requestsPerMinute for each key and all instances together, in any {@code rateLimitWindow};
 *     0 for no limit ({@code CLINIKO_REQUESTS_PER_MINUTE})
 * @param requestTimeout from sending a request to the last byte of its response
 * @param maxBodyBytes of one response
 * @param attempts how often one request is sent while the source or the network has a fault
 * @param backoff the longest pause before the second attempt; it doubles with each further one
 * @param maxPages how many requests one list may take: a list that never ends is a fault
 * @param pageTimeout after which no request for a page is retried any more
 * @param rateLimitWindow in which the source counts requests; a minute except in tests
 */
@ConfigurationProperties("syncledger.sync-service.cliniko")
public record ClinikoSettings(
    @Bindable(defaultValue = "") String baseUrl,
    @Pattern(regexp = "[^()\\r\\n]{1,100}") @Bindable(defaultValue = "Syncledger")
        String userAgentName,
    @Pattern(regexp = "[^\\s()@]+@[^\\s()@]+") @Bindable(defaultValue = "syncledger@example.org")
        String userAgentEmail,
    @Min(0) @Bindable(defaultValue = "200") int requestsPerMinute,
    @NotNull @Bindable(defaultValue = "10s") Duration connectTimeout,
    @NotNull @Bindable(defaultValue = "30s") Duration requestTimeout,
    @Min(1) @Bindable(defaultValue = "16777216") int maxBodyBytes,
    @Min(1) @Bindable(defaultValue = "4") int attempts,
    @NotNull @Bindable(defaultValue = "1s") Duration backoff,
    @Min(1) @Bindable(defaultValue = "50000") int maxPages,
    @NotNull @Bindable(defaultValue = "5m") Duration pageTimeout,
    @NotNull @Bindable(defaultValue = "60s") Duration rateLimitWindow) {
  /** The name of Cliniko in keys, events, tables and labels. */
  public static final ServiceName SERVICE = new ServiceName("cliniko");

  /** The base address of the API for this key, without a trailing slash. */
  URI apiBase(ApiKey key) {
    return URI.create(
        baseUrl.isBlank()
            ? "https://api." + key.shard() + ".cliniko.com/v1"
            : baseUrl.strip().replaceAll("/+$", ""));
  }

  String userAgent() {
    return userAgentName + " (" + userAgentEmail + ")";
  }
}
