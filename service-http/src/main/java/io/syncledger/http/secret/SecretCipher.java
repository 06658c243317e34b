package io.syncledger.http.secret;

import io.syncledger.events.Sha256;
import io.syncledger.http.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets with AES-256-GCM. The owner is authenticated data: a secret encrypted for one
 * owner cannot be decrypted as another's.
 */
public final class SecretCipher {
  private static final String SETTING = "SYNCLEDGER_CREDENTIALS_KEY";
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, SecretKeySpec> keys = new HashMap<>();
  private final String currentId;

  /**
   * A secret as it is stored.
   *
   * @param keyId which key it was encrypted with
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record EncryptedSecret(String keyId, byte[] nonce, byte[] ciphertext) {}

  /**
   * @param key the key to encrypt and decrypt with; 32 bytes in base64 ({@code
   *     SYNCLEDGER_CREDENTIALS_KEY})
   * @param previousKeys keys that only decrypt, for secrets that are not yet encrypted with the
   *     current one
   * @throws InvalidSettingException when a key is missing or malformed
   */
  public SecretCipher(String key, List<String> previousKeys) {
    previousKeys.stream()
        .filter(text -> !text.isBlank())
        .forEach(text -> add("SYNCLEDGER_CREDENTIALS_PREVIOUS_KEYS", text));
    if (key.isBlank()) {
      throw new InvalidSettingException(
          SETTING
              + " is not set: it must hold 32 random bytes in base64,"
              + " such as `openssl rand -base64 32` prints.");
    }
    currentId = add(SETTING, key);
  }

  /**
   * Encrypts.
   *
   * @param owner the owner of the secret; decryption must name the same one
   */
  public EncryptedSecret encrypt(String owner, String secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var plain = secret.getBytes(StandardCharsets.UTF_8);
    try {
      return new EncryptedSecret(
          currentId, nonce, cipher(Cipher.ENCRYPT_MODE, currentId, nonce, owner).doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be encrypted", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws IllegalStateException when the key is not configured, or the stored secret was tampered
   *     with
   */
  public String decrypt(String owner, EncryptedSecret sealed) {
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, sealed.keyId(), sealed.nonce(), owner);
      return new String(cipher.doFinal(sealed.ciphertext()), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be decrypted", e);
    }
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String owner)
      throws GeneralSecurityException {
    var key = keys.get(keyId);
    if (key == null) {
      throw new GeneralSecurityException("No key with id " + keyId + " among the settings");
    }
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private String add(String setting, String text) {
    var bytes = decoded(setting, text);
    var id = idOf(bytes);
    keys.put(id, new SecretKeySpec(bytes, "AES"));
    return id;
  }

  private static byte[] decoded(String setting, String text) {
    try {
      var bytes = Base64.getDecoder().decode(text.strip());
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // The message would repeat a part of the key.
      throw malformed(setting);
    }
    throw malformed(setting);
  }

  private static InvalidSettingException malformed(String setting) {
    return new InvalidSettingException(setting + " must hold 32 bytes in base64.");
  }

  /** Identifies a key without revealing anything about it. */
  private static String idOf(byte[] key) {
    return Sha256.hex(key, KEY_ID_BYTES);
  }
}
