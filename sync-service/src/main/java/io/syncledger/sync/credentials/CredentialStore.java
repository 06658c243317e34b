package io.syncledger.sync.credentials;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.source.SourceCredential;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the credentials of organizations for services, encrypted. */
@Singleton
public final class CredentialStore {
  private final CredentialRepository repository;
  private final CredentialCipher cipher;
  private final Clock clock;

  CredentialStore(CredentialRepository repository, CredentialCipher cipher, Clock clock) {
    this.repository = repository;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * Decrypted credentials.
   *
   * @param valid false once the source refused them
   * @param version grows when they are replaced
   */
  public record Credential(SourceCredential secret, boolean valid, long version) {}

  /** Credentials as they may be shown. */
  public record Status(boolean valid, @Nullable String apiRegion, Instant updatedAt) {}

  /**
   * Sets or replaces credentials; they count as valid again.
   *
   * @return false when there is no such organization
   */
  public boolean set(StreamKey key, SourceCredential secret) {
    var encrypted = cipher.encrypt(key, secret.text());
    var row =
        new CredentialRow(
            key.organizationId().value(),
            key.service().value(),
            encrypted.keyId(),
            encrypted.nonce(),
            encrypted.ciphertext(),
            secret.region(),
            true,
            1,
            clock.instant());
    return repository.upsert(row) > 0;
  }

  /** Removes credentials; it is no error when there are none. */
  public void remove(StreamKey key) {
    repository.delete(key.organizationId().value(), key.service().value());
  }

  public Optional<Credential> find(StreamKey key) {
    return row(key)
        .map(
            row ->
                new Credential(
                    new SourceCredential(
                        cipher.decrypt(key, row.encryptedSecret()), row.apiRegion()),
                    row.valid(),
                    row.version()));
  }

  /** The status, read without decrypting anything. */
  public Optional<Status> status(StreamKey key) {
    return row(key).map(row -> new Status(row.valid(), row.apiRegion(), row.updatedAt()));
  }

  /** Marks credentials that the source refused as invalid, unless they were replaced since. */
  public void invalidate(StreamKey key, long version) {
    repository.invalidate(key.organizationId().value(), key.service().value(), version);
  }

  private Optional<CredentialRow> row(StreamKey key) {
    return repository.find(key.organizationId().value(), key.service().value());
  }
}
