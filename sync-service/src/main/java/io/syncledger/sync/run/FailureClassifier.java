package io.syncledger.sync.run;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncFailure;
import io.syncledger.sync.run.execution.InconsistentSourceException;
import io.syncledger.sync.source.SourceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Maps what was thrown during a run to the failure that its last event reports. No exception's
 * message gets through: a driver's may repeat a patient's data.
 */
final class FailureClassifier {
  private static final String INTEGRITY_VIOLATION = "23";

  private FailureClassifier() {}

  static SyncFailure classify(Throwable thrown) {
    return switch (thrown) {
      case SourceException e -> e.failure();
      case InconsistentSourceException e ->
          SyncFailure.of(ErrorType.INVALID_DATA, "SCHEMA_MISMATCH", e.contradiction());
      case CredentialsMissingException _ ->
          SyncFailure.of(
              ErrorType.CREDENTIALS_NOT_FOUND,
              "CREDENTIALS_NOT_FOUND",
              "The organization has no API key for this service");
      case DataAccessException e -> database(sqlException(e));
      case TransactionException e -> database(sqlException(e));
      case ConnectionException e -> database(sqlException(e));
      case SQLException e -> database(e);
      default -> SyncFailure.of(ErrorType.UNKNOWN, "UNKNOWN_ERROR", "The sync failed unexpectedly");
    };
  }

  /** The run's worker died, or is shutting down. */
  static SyncFailure workerLost(String message) {
    return SyncFailure.of(ErrorType.STALE, "WORKER_LOST", message);
  }

  private static SyncFailure database(@Nullable SQLException e) {
    var state = e == null ? null : e.getSQLState();
    return state != null && state.startsWith(INTEGRITY_VIOLATION)
        ? SyncFailure.of(
            ErrorType.DATABASE_ERROR,
            "DATABASE_CONSTRAINT_ERROR",
            "The database refused" + constraint(e))
        : SyncFailure.of(
            ErrorType.DATABASE_ERROR,
            "DATABASE_UNAVAILABLE",
            "The database was unavailable" + (state == null ? "" : " (" + state + ")"));
  }

  private static String constraint(@Nullable SQLException e) {
    return e instanceof PSQLException refusal
            && refusal.getServerErrorMessage() != null
            && refusal.getServerErrorMessage().getConstraint() != null
        ? " the page by " + refusal.getServerErrorMessage().getConstraint()
        : " the page";
  }

  private static @Nullable SQLException sqlException(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
