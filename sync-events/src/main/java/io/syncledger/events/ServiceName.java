package io.syncledger.events;

import java.util.regex.Pattern;

/** The source that is synced, such as {@code cliniko}; outside emitters bring their own names. */
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
