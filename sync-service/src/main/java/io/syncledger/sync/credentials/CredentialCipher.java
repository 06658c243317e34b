package io.syncledger.sync.credentials;

import io.micronaut.context.annotation.Context;
import io.syncledger.events.StreamKey;
import io.syncledger.http.secret.SecretCipher;
import io.syncledger.http.secret.SecretCipher.EncryptedSecret;

/** Encrypts credentials for one organisation and service; without a key nothing starts. */
@Context
final class CredentialCipher {
  private final SecretCipher cipher;

  CredentialCipher(CredentialsSettings settings) {
    this.cipher = new SecretCipher(settings.key(), settings.previousKeys());
  }

  EncryptedSecret seal(StreamKey owner, String secret) {
    return cipher.encrypt(owner.toString(), secret);
  }

  /**
   * @throws IllegalStateException when the key is not among the settings, or the row was tampered
   *     with
   */
  String open(StreamKey owner, EncryptedSecret sealed) {
    return cipher.decrypt(owner.toString(), sealed);
  }
}
