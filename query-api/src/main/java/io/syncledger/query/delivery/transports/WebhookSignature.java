package io.syncledger.query.delivery.transports;

import io.syncledger.http.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks specifies: {@code v1,} and the HMAC-SHA256 of {@code
 * id.timestamp.payload} in base64; one signature for each active secret, separated by a space.
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
   * @throws InvalidSettingException when the secret is malformed
   */
  static byte[] key(String secret) {
    try {
      if (secret.startsWith(PREFIX)) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      }
    } catch (IllegalArgumentException e) {
      // The message would repeat part of the secret.
      throw malformed();
    }
    throw malformed();
  }

  private static InvalidSettingException malformed() {
    return new InvalidSettingException(
        "A webhook's secret (ALERT_WEBHOOK_SECRET) must be whsec_ and the base64 of its bytes.");
  }
}
