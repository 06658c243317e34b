package io.syncledger.sync.credentials;

import io.micronaut.context.annotation.Context;
import io.syncledger.events.StreamKey;
import io.syncledger.http.secret.SecretCipher;
import io.syncledger.http.secret.SecretCipher.Sealed;

/** Encrypts credentials for one organisation and service; without a key nothing starts. */
@Context
final class CredentialCipher {
  private final SecretCipher cipher;

  CredentialCipher(CredentialsSettings settings) {
    this.cipher = new SecretCipher(settings.key(), settings.previousKeys());
  }

  Sealed seal(StreamKey owner, String secret) {
    return cipher.seal(owner.toString(), secret);
  }

  /**
   * @throws IllegalStateException when the key is not among the settings, or the row was tampered
   *     with
   */
  String open(StreamKey owner, Sealed sealed) {
    return cipher.open(owner.toString(), sealed);
  }
}
