package io.syncledger.query.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The channels of the deployment's operators; an empty setting means no channel.
 *
 * @param alertmanagerUrl the part of the URL before {@code /api/v2/alerts}
 * @param webhookSecret {@code whsec_} and 24 to 64 bytes in base64
 * @param mailTo mail addresses, comma-separated
 */
@ConfigurationProperties("syncledger.query-api.delivery.deployment")
public record DeploymentChannelSettings(
    @Bindable(defaultValue = "") String alertmanagerUrl,
    @Bindable(defaultValue = "") String webhookUrl,
    @Bindable(defaultValue = "") String webhookSecret,
    @Bindable(defaultValue = "") String mailTo) {

  @Override
  public String toString() {
    return "DeploymentChannelSettings[hidden]";
  }
}
