package io.syncledger.query.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The channels of those who run the deployment; an empty one is none.
 *
 * @param alertmanagerUrl the part of its address before {@code /api/v2/alerts}
 * @param webhookSecret {@code whsec_} and the base64 of 24 to 64 bytes
 * @param mailTo mailboxes, comma-separated
 */
@ConfigurationProperties("syncledger.query-api.delivery.deployment")
public record DeploymentChannelSettings(
    @Bindable(defaultValue = "") String alertmanagerUrl,
    @Bindable(defaultValue = "") String webhookUrl,
    @Bindable(defaultValue = "") String webhookSecret,
    @Bindable(defaultValue = "") String mailTo) {

  @Override
  public String toString() {
    return "DeploymentSettings[hidden]";
  }
}
