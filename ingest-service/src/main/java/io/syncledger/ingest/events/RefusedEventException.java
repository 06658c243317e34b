package io.syncledger.ingest.events;

import io.syncledger.events.WireName;
import io.syncledger.http.FieldError;

/** A delivery that is not admitted for what it says. Repeats no value of it. */
final class RefusedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Kinds of refusal, few enough to count each. */
  enum Reason {
    /** No CloudEvent 1.0, or one without an attribute that ours have. */
    NOT_A_CLOUD_EVENT,
    /** A type that is not published. */
    UNKNOWN_TYPE,
    /** A source that is ours, or endless. */
    INVALID_SOURCE,
    /** A body that its type does not allow. */
    INVALID_BODY,
    /** Attributes that do not say what the body says. */
    INCONSISTENT,
    /** Said to have happened in the future. */
    IN_THE_FUTURE,
    /** Of an organisation that the token does not name. */
    OTHER_ORGANIZATION,
    /** Larger than the log of record takes. */
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

  RefusedEventException(Reason reason, String field, String words) {
    this(reason, new FieldError(field, words));
  }

  Reason reason() {
    return reason;
  }

  FieldError field() {
    return field;
  }
}
