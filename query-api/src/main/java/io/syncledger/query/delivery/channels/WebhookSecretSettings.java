package io.syncledger.query.delivery.channels;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The keys that webhooks' secrets are encrypted with: those that sync-service encrypts credentials
 * with.
 *
 * @param key {@code SYNCLEDGER_CREDENTIALS_KEY}; without it no organisation can have a webhook
 * @param previousKeys {@code SYNCLEDGER_CREDENTIALS_PREVIOUS_KEYS}
 */
@ConfigurationProperties("syncledger.query-api.delivery.secrets")
record WebhookSecretSettings(
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") List<String> previousKeys) {

  @Override
  public String toString() {
    return "KeySettings[hidden]";
  }
}
