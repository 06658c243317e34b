package io.syncledger.query.delivery.outbound;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Limits of HTTP to URLs that organizations choose. The deployment's own channels may use any
 * address.
 *
 * @param allowHttp whether to allow http without TLS
 * @param allowPrivateAddresses whether to allow the internal network, as on premises
 * @param connectTimeout for each address of a host
 * @param timeout for a whole request and response
 */
@ConfigurationProperties("syncledger.query-api.delivery.outbound")
public record OutboundSettings(
    @Bindable(defaultValue = "false") boolean allowHttp,
    @Bindable(defaultValue = "false") boolean allowPrivateAddresses,
    @NotNull @Bindable(defaultValue = "5s") Duration connectTimeout,
    @NotNull @Bindable(defaultValue = "15s") Duration timeout) {}
