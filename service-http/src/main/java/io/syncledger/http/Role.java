package io.syncledger.http;

import java.util.Set;

/**
 * What a token allows: viewer reads; operator also triggers, cancels, acknowledges; admin also
 * manages organisations, credentials and alert channels. Each of these includes the ones before, so
 * an endpoint names only the least role: {@code @Secured(Role.VIEWER)}. An emitter only posts
 * events and reads nothing.
 */
public final class Role {
  public static final String VIEWER = "viewer";
  public static final String OPERATOR = "operator";
  public static final String ADMIN = "admin";
  public static final String EMITTER = "emitter";

  /** Every role there is; other names in a token mean nothing. */
  public static final Set<String> ALL = Set.of(VIEWER, OPERATOR, ADMIN, EMITTER);

  private Role() {}

  /** A role and those it includes; none for an unknown name. */
  public static Set<String> withIncluded(String role) {
    return switch (role) {
      case ADMIN -> Set.of(ADMIN, OPERATOR, VIEWER);
      case OPERATOR -> Set.of(OPERATOR, VIEWER);
      case VIEWER, EMITTER -> Set.of(role);
      default -> Set.of();
    };
  }
}
