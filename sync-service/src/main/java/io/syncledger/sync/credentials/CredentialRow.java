package io.syncledger.sync.credentials;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.http.secret.SecretCipher.EncryptedSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code credentials}. */
@MappedEntity("credentials")
@SuppressWarnings("ArrayRecordComponent") // never compared
record CredentialRow(
    @Id String organizationId,
    String service,
    String keyId,
    byte[] nonce,
    byte[] ciphertext,
    @Nullable String apiRegion,
    boolean valid,
    long version,
    Instant updatedAt) {

  EncryptedSecret encryptedSecret() {
    return new EncryptedSecret(keyId, nonce, ciphertext);
  }
}
