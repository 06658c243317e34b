package io.syncledger.sync.records;

/** A record cannot be taken over. Says which field is wrong and how, never its value. */
final class InvalidRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String errorType;
  private final String reason;

  private InvalidRecordException(String errorType, String reason) {
    super(reason, null, false, false);
    this.errorType = errorType;
    this.reason = reason;
  }

  /** A field is not what Cliniko's schema says. */
  static InvalidRecordException schemaMismatch(String field, String how) {
    return new InvalidRecordException("schema_mismatch", field + " " + how);
  }

  /** A text holds characters that PostgreSQL cannot keep. */
  static InvalidRecordException invalidText(String field) {
    return new InvalidRecordException(
        "invalid_text", field + " holds a character that no text may");
  }

  static InvalidRecordException tooLarge(long limit) {
    return new InvalidRecordException("too_large", "record is larger than " + limit + " bytes");
  }

  String errorType() {
    return errorType;
  }

  String reason() {
    return reason;
  }
}
