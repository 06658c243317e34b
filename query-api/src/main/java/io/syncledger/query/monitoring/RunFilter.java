package io.syncledger.query.monitoring;

import io.syncledger.events.SyncType;
import io.syncledger.events.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Selects runs. Each part has an index of its own.
 *
 * @param result null for any
 * @param type null for any
 */
record RunFilter(@Nullable Result result, @Nullable SyncType type, boolean byWebhook) {
  static final RunFilter ALL = new RunFilter(null, null, false);
  static final RunFilter BY_WEBHOOK = new RunFilter(null, null, true);

  /** The outcome of a run, as monitoring names it. */
  enum Result {
    STARTED("completed_at is null"),
    SUCCESS("status = 'completed'"),
    FAILED("status = 'failed'"),
    CANCELLED("status = 'cancelled'");

    private final String condition;

    Result(String condition) {
      this.condition = condition;
    }

    /** The value in JSON and in the query. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  /** The filter as SQL, built from constants alone. */
  String conditions() {
    return (result == null ? "" : " and " + result.condition)
        + (type == null ? "" : " and sync_type = '" + type + "'")
        + (byWebhook ? " and by_webhook" : "");
  }
}
