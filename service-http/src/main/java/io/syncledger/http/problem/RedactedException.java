package io.syncledger.http.problem;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception that is safe to log: it has the types and stack frames of the exception
 * and its causes, but not their messages, which may quote a row or a body and thus a patient.
 */
public final class RedactedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 20;

  public RedactedException(Throwable failure) {
    this(failure, MAX_CAUSES);
  }

  private RedactedException(Throwable failure, int depth) {
    super(failure.getClass().getName(), causeOf(failure, depth));
    setStackTrace(failure.getStackTrace());
  }

  private static @Nullable RedactedException causeOf(Throwable failure, int depth) {
    var cause = failure.getCause();
    return cause == null || depth == 0 ? null : new RedactedException(cause, depth - 1);
  }
}
