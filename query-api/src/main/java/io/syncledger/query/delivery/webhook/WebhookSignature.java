package io.syncledger.query.delivery.webhook;

import io.syncledger.http.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Standard Webhooks: {@code v1,} and the base64 of the HMAC-SHA256 of {@code
 * id.timestamp.payload}; one for each secret in force, with a space between.
 */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * @param timestamp seconds since 1970
   */
  static String of(List<String> secrets, String id, long timestamp, byte[] payload) {
    return secrets.stream()
        .map(secret -> "v1," + base64(secret, id, timestamp, payload))
        .collect(Collectors.joining(" "));
  }

  private static String base64(String secret, String id, long timestamp, byte[] payload) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(payload));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
    }
  }

  /**
   * @throws InvalidSettingException when it is not the secret of a webhook
   */
  static byte[] key(String secret) {
    try {
      if (secret.startsWith(PREFIX)) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      }
    } catch (IllegalArgumentException e) {
      // The message would repeat a part of the secret.
      throw malformed();
    }
    throw malformed();
  }

  private static InvalidSettingException malformed() {
    return new InvalidSettingException(
        "A webhook's secret (ALERT_WEBHOOK_SECRET) must be whsec_ and the base64 of its bytes.");
  }
}
