package io.syncledger.ingest.events;

import io.syncledger.events.WireName;
import io.syncledger.http.FieldError;

/** Thrown for a delivery whose content is not acceptable. Repeats no value of it. */
final class RefusedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reasons, few enough to count each. */
  enum Reason {
    /** Not a CloudEvent 1.0, or one without a required attribute. */
    NOT_A_CLOUD_EVENT,
    /** A type that is not published. */
    UNKNOWN_TYPE,
    /** A source that is reserved or too long. */
    INVALID_SOURCE,
    /** A body that its type does not allow. */
    INVALID_BODY,
    /** Attributes that contradict the body. */
    INCONSISTENT,
    /** An event in the future. */
    IN_THE_FUTURE,
    /** An event of an organization that the token does not name. */
    OTHER_ORGANIZATION,
    /** An event larger than Kafka accepts. */
    TOO_LARGE;

    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  private final Reason reason;
  private final transient FieldError field;

  RefusedEventException(Reason reason, FieldError field) {
    super(field.toString(), null, false, false);
    this.reason = reason;
    this.field = field;
  }

  RefusedEventException(Reason reason, String field, String explanation) {
    this(reason, new FieldError(field, explanation));
  }

  Reason reason() {
    return reason;
  }

  FieldError field() {
    return field;
  }
}
