package io.syncledger.sync.credentials;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.source.SourceCredential;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the credentials of organisations for services, encrypted. */
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

  /** What may be shown of credentials. */
  public record Status(boolean valid, @Nullable String apiRegion, Instant updatedAt) {}

  /**
   * Sets or replaces credentials; they count as valid again.
   *
   * @return false when there is no such organisation
   */
  public boolean set(StreamKey owner, SourceCredential secret) {
    var encrypted = cipher.encrypt(owner, secret.text());
    var row =
        new CredentialRow(
            owner.organizationId().value(),
            owner.service().value(),
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
  public void remove(StreamKey owner) {
    repository.delete(owner.organizationId().value(), owner.service().value());
  }

  public Optional<Credential> find(StreamKey owner) {
    return row(owner)
        .map(
            row ->
                new Credential(
                    new SourceCredential(
                        cipher.decrypt(owner, row.encryptedSecret()), row.apiRegion()),
                    row.valid(),
                    row.version()));
  }

  /** The status, read without decrypting anything. */
  public Optional<Status> status(StreamKey owner) {
    return row(owner).map(row -> new Status(row.valid(), row.apiRegion(), row.updatedAt()));
  }

  /** Marks credentials that the source refused as invalid, unless they were replaced since. */
  public void invalidate(StreamKey owner, long version) {
    repository.invalidate(owner.organizationId().value(), owner.service().value(), version);
  }

  private Optional<CredentialRow> row(StreamKey owner) {
    return repository.find(owner.organizationId().value(), owner.service().value());
  }
}
