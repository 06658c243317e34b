package io.syncledger.sync.source;

/** A record cannot be stored. Says which field is wrong and how, never its value. */
public final class InvalidRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String errorType;
  private final String reason;

  private InvalidRecordException(String errorType, String reason) {
    super(reason, null, false, false);
    this.errorType = errorType;
    this.reason = reason;
  }

  /** A field is not what the source's schema says. */
  public static InvalidRecordException schemaMismatch(String field, String how) {
    return new InvalidRecordException("schema_mismatch", field + " " + how);
  }

  /** A text holds characters that PostgreSQL cannot store. */
  public static InvalidRecordException invalidText(String field) {
    return new InvalidRecordException(
        "invalid_text", field + " holds a character that no text may");
  }

  public static InvalidRecordException tooLarge(long limit) {
    return new InvalidRecordException("too_large", "record is larger than " + limit + " bytes");
  }

  public String errorType() {
    return errorType;
  }

  public String reason() {
    return reason;
  }
}
