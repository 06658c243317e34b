package io.syncledger.query.projection;

/** Another instance has moved on in a partition that was ours; what we hold of it is void. */
final class PositionConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PositionConflictException() {
    super("Another instance has taken over");
  }
}
