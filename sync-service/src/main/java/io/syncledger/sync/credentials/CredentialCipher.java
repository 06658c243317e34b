package io.syncledger.sync.credentials;

import io.micronaut.context.annotation.Context;
import io.syncledger.events.StreamKey;
import io.syncledger.http.secret.SecretCipher;
import io.syncledger.http.secret.SecretCipher.EncryptedSecret;

/**
 * Encrypts credentials, bound to their organization and service. Created at startup, so that the
 * service does not start without a key.
 */
@Context
final class CredentialCipher {
  private final SecretCipher cipher;

  CredentialCipher(CredentialsSettings settings) {
    this.cipher = new SecretCipher(settings.key(), settings.previousKeys());
  }

  EncryptedSecret encrypt(StreamKey owner, String secret) {
    return cipher.encrypt(owner.toString(), secret);
  }

  /**
   * @throws IllegalStateException when the key is not among the settings, or the row was tampered
   *     with
   */
  String decrypt(StreamKey owner, EncryptedSecret encrypted) {
    return cipher.decrypt(owner.toString(), encrypted);
  }
}
