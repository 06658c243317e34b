package io.syncledger.sync.records;

/** A record cannot be taken over. Says which field is wrong and how, never its value. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String errorType;
  private final String reason;

  private UnreadableException(String errorType, String reason) {
    super(reason, null, false, false);
    this.errorType = errorType;
    this.reason = reason;
  }

  /** A field is not what Cliniko's schema says. */
  static UnreadableException mismatch(String field, String how) {
    return new UnreadableException("schema_mismatch", field + " " + how);
  }

  /** A text holds characters that PostgreSQL cannot keep. */
  static UnreadableException unstorable(String field) {
    return new UnreadableException("invalid_text", field + " holds a character that no text may");
  }

  static UnreadableException tooLarge(long limit) {
    return new UnreadableException("too_large", "record is larger than " + limit + " bytes");
  }

  String errorType() {
    return errorType;
  }

  String reason() {
    return reason;
  }
}
