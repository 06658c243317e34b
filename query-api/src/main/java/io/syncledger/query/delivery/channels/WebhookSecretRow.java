package io.syncledger.query.delivery.channels;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.http.secret.SecretCipher.EncryptedSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code alert_channel_secrets}.
 *
 * @param expiresAt null for the current secret
 */
@MappedEntity("alert_channel_secrets")
@SuppressWarnings("ArrayRecordComponent") // never compared
record WebhookSecretRow(
    @Id String channelId,
    Instant createdAt,
    String keyId,
    byte[] nonce,
    byte[] ciphertext,
    @Nullable Instant expiresAt) {

  EncryptedSecret toEncryptedSecret() {
    return new EncryptedSecret(keyId, nonce, ciphertext);
  }
}
