package io.syncledger.sync.credentials;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The keys that credentials are encrypted with, each 32 bytes in base64.
 *
 * @param key encrypts and decrypts ({@code SYNCLEDGER_CREDENTIALS_KEY})
 * @param previousKeys only decrypt, while rows encrypted with them are left ({@code
 *     SYNCLEDGER_CREDENTIALS_PREVIOUS_KEYS}, comma-separated)
 */
@ConfigurationProperties("syncledger.sync-service.credentials")
record CredentialsSettings(
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") List<String> previousKeys) {

  @Override
  public String toString() {
    return "CredentialsSettings[hidden]";
  }
}
