package io.syncledger.query.delivery.channels;

import io.micronaut.http.HttpStatus;
import io.syncledger.http.Problem;
import io.syncledger.http.secret.SecretCipher;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secrets that sign webhooks, one for each channel, stored encrypted. */
@Singleton
public final class WebhookSecrets {
  /** The time that a receiver has to adopt a new secret. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final WebhookSecretRepository repository;
  private final Clock clock;
  private final @Nullable SecretCipher cipher;

  WebhookSecrets(WebhookSecretRepository repository, WebhookSecretSettings keys, Clock clock) {
    this.repository = repository;
    this.clock = clock;
    this.cipher = keys.key().isBlank() ? null : new SecretCipher(keys.key(), keys.previousKeys());
  }

  /** Generates a secret in the format of Standard Webhooks. */
  String generate() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Makes a secret the current one. The previous one signs too for another day. */
  void rotate(String channelId, String secret) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var encrypted = cipher().encrypt(owner(channelId), secret);
    repository.deleteExpired(channelId, now);
    repository.expire(channelId, now.plus(OVERLAP));
    repository.insert(
        new WebhookSecretRow(
            channelId, now, encrypted.keyId(), encrypted.nonce(), encrypted.ciphertext(), null));
  }

  /** The secrets to sign with, the newest first. */
  public List<String> active(String channelId) {
    return repository.findActive(channelId, clock.instant()).stream()
        .map(row -> cipher().decrypt(owner(channelId), row.toEncryptedSecret()))
        .toList();
  }

  private SecretCipher cipher() {
    if (cipher == null) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "not_set_up",
          "Not set up",
          "Webhooks need SYNCLEDGER_CREDENTIALS_KEY, to keep their secrets encrypted");
    }
    return cipher;
  }

  private static String owner(String channelId) {
    return "alert_channel/" + channelId;
  }
}
