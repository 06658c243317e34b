package io.syncledger.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes, which every Java platform has. */
public final class Sha256 {
  private Sha256() {}

  /** A new digest, for input that arrives in parts. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public static byte[] hash(byte[] bytes) {
    return newDigest().digest(bytes);
  }

  /** The hash of the text's UTF-8 bytes. */
  public static byte[] hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first bytes of the hash, two hexadecimal digits for each. */
  public static String hex(byte[] bytes, int length) {
    return HexFormat.of().formatHex(hash(bytes), 0, length);
  }

  /** The first bytes of the hash of the text's UTF-8 bytes, two hexadecimal digits for each. */
  public static String hex(String text, int length) {
    return hex(text.getBytes(StandardCharsets.UTF_8), length);
  }
}
