package io.syncledger.testkit.cliniko.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of requests whose User-Agent is not {@code NAME (EMAIL)}. Cliniko says that they
 * may be blocked, but not how.
 */
public enum UserAgentPolicy {
  IGNORED,
  ENFORCED;

  private static final Pattern NAME_AND_EMAIL =
      Pattern.compile("\\S.*\\s\\([^\\s@()]+@[^\\s@()]+\\)");

  public boolean allows(@Nullable String userAgent) {
    return this == IGNORED || (userAgent != null && NAME_AND_EMAIL.matcher(userAgent).matches());
  }
}
