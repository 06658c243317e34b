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

/** What webhooks are signed with, one for each channel; kept encrypted. */
@Singleton
public final class WebhookSecrets {
  /** So long a receiver may take to learn of a new secret. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final WebhookSecretRepository rows;
  private final Clock clock;
  private final @Nullable SecretCipher cipher;

  WebhookSecrets(WebhookSecretRepository rows, WebhookSecretSettings keys, Clock clock) {
    this.rows = rows;
    this.clock = clock;
    this.cipher = keys.key().isBlank() ? null : new SecretCipher(keys.key(), keys.previousKeys());
  }

  /** A new one, as Standard Webhooks writes it. */
  String generate() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Puts a new one in force; what was in force signs beside it for a day. */
  void rotate(String channelId, String secret) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var sealed = cipher().encrypt(owner(channelId), secret);
    rows.deleteExpired(channelId, now);
    rows.expire(channelId, now.plus(OVERLAP));
    rows.insert(
        new WebhookSecretRow(
            channelId, now, sealed.keyId(), sealed.nonce(), sealed.ciphertext(), null));
  }

  /** Those to sign with, the newest first. */
  public List<String> active(String channelId) {
    return rows.findActive(channelId, clock.instant()).stream()
        .map(row -> cipher().decrypt(owner(channelId), row.sealed()))
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
