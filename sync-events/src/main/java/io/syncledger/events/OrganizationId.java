package io.syncledger.events;

import java.util.regex.Pattern;

/** The tenant: the organization that a sync belongs to. Opaque, and without {@code /}. */
public record OrganizationId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:~@-]{1,100}");

  public OrganizationId {
    value = Preconditions.matching("organization_id", value, FORM);
  }

  @Override
  public String toString() {
    return value;
  }
}
