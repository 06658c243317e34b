package io.syncledger.http;

import java.util.Set;

/**
 * The roles of a token. A viewer reads; an operator also triggers, cancels and acknowledges; an
 * admin also manages organizations, credentials and alert channels. Each includes the ones before
 * it, so that an endpoint names only the least role: {@code @Secured(Role.VIEWER)}. An emitter only
 * posts events and reads nothing.
 */
public final class Role {
  public static final String VIEWER = "viewer";
  public static final String OPERATOR = "operator";
  public static final String ADMIN = "admin";
  public static final String EMITTER = "emitter";

  /** All roles; other names in a token are ignored. */
  public static final Set<String> ALL = Set.of(VIEWER, OPERATOR, ADMIN, EMITTER);

  private Role() {}

  /** The role and those it includes; empty for an unknown name. */
  public static Set<String> withIncluded(String role) {
    return switch (role) {
      case ADMIN -> Set.of(ADMIN, OPERATOR, VIEWER);
      case OPERATOR -> Set.of(OPERATOR, VIEWER);
      case VIEWER, EMITTER -> Set.of(role);
      default -> Set.of();
    };
  }
}
