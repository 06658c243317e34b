package io.syncledger.sync.credentials;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.source.SourceCredential;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials of every organisation and service. */
@Singleton
public final class CredentialStore {
  private final CredentialRepository rows;
  private final CredentialCipher cipher;
  private final Clock clock;

  CredentialStore(CredentialRepository rows, CredentialCipher cipher, Clock clock) {
    this.rows = rows;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * Credentials to work with.
   *
   * @param valid false once the source refused them
   * @param version changes when they are replaced
   */
  public record Credential(SourceCredential secret, boolean valid, long version) {}

  /** What may be told about credentials. */
  public record Status(boolean valid, @Nullable String apiRegion, Instant updatedAt) {}

  /**
   * Sets or replaces credentials; they count as valid again.
   *
   * @return false when there is no such organisation
   */
  public boolean set(StreamKey owner, SourceCredential secret) {
    var sealed = cipher.seal(owner, secret.text());
    var row =
        new CredentialRow(
            owner.organizationId().value(),
            owner.service().value(),
            sealed.keyId(),
            sealed.nonce(),
            sealed.ciphertext(),
            secret.region(),
            true,
            1,
            clock.instant());
    return rows.upsert(row) > 0;
  }

  /** Removes credentials; it is no error when there are none. */
  public void remove(StreamKey owner) {
    rows.delete(owner.organizationId().value(), owner.service().value());
  }

  public Optional<Credential> find(StreamKey owner) {
    return row(owner)
        .map(
            row ->
                new Credential(
                    new SourceCredential(cipher.open(owner, row.sealed()), row.apiRegion()),
                    row.valid(),
                    row.version()));
  }

  /** What is known without decrypting anything. */
  public Optional<Status> status(StreamKey owner) {
    return row(owner).map(row -> new Status(row.valid(), row.apiRegion(), row.updatedAt()));
  }

  /** The source refused them. Does nothing when they were replaced in the meantime. */
  public void invalidate(StreamKey owner, long version) {
    rows.invalidate(owner.organizationId().value(), owner.service().value(), version);
  }

  private Optional<CredentialRow> row(StreamKey owner) {
    return rows.find(owner.organizationId().value(), owner.service().value());
  }
}
