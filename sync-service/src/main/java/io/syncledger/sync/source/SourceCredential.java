package io.syncledger.sync.source;

import org.jspecify.annotations.Nullable;

/**
 * Credential for a source.
 *
 * @param text the secret itself
 * @param region where the source keeps the account, if that follows from the secret
 */
public record SourceCredential(String text, @Nullable String region) {

  /** 1 to 300 visible ASCII characters without a colon, which would end a user name. */
  public static final String PATTERN = "[\\x21-\\x39\\x3b-\\x7e]{1,300}";

  /** Hides the secret from logs and errors. */
  @Override
  public String toString() {
    return "SourceCredential[hidden]";
  }
}
