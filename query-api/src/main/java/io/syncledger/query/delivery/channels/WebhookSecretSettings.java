package io.syncledger.query.delivery.channels;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The keys that encrypt webhook secrets; sync-service encrypts credentials with the same ones.
 *
 * @param key {@code SYNCLEDGER_CREDENTIALS_KEY}; without it organizations cannot have webhooks
 * @param previousKeys {@code SYNCLEDGER_CREDENTIALS_PREVIOUS_KEYS}
 */
@ConfigurationProperties("syncledger.query-api.delivery.secrets")
record WebhookSecretSettings(
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") List<String> previousKeys) {

  @Override
  public String toString() {
    return "WebhookSecretSettings[hidden]";
  }
}
