package io.syncledger.query.delivery.outbound;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * What HTTP to addresses that organisations name may do. The deployment's own channels may name any
 * address.
 *
 * @param allowHttp without TLS
 * @param allowPrivateAddresses into the network inside, such as on premises
 * @param connectTimeout for each address of a host
 * @param timeout for a whole exchange
 */
@ConfigurationProperties("syncledger.query-api.delivery.outbound")
public record OutboundSettings(
    @Bindable(defaultValue = "false") boolean allowHttp,
    @Bindable(defaultValue = "false") boolean allowPrivateAddresses,
    @NotNull @Bindable(defaultValue = "5s") Duration connectTimeout,
    @NotNull @Bindable(defaultValue = "15s") Duration timeout) {}
