package io.syncledger.events;

import java.util.regex.Pattern;

/**
 * The service whose data is synced, such as {@code cliniko}; external emitters choose their own
 * names.
 */
public record ServiceName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public ServiceName {
    value = Preconditions.matching("service", value, FORM);
  }

  @Override
  public String toString() {
    return value;
  }
}
