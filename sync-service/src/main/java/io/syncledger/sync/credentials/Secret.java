package io.syncledger.sync.credentials;

import org.jspecify.annotations.Nullable;

/**
 * What a source is entered with.
 *
 * @param text the secret itself
 * @param apiRegion where the source keeps this account, if that follows from the secret
 */
public record Secret(String text, @Nullable String apiRegion) {

  /** Tells nothing, so that no log or error can. */
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
