package io.syncledger.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.AdjustableClock;
import io.syncledger.sync.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Settings of a scheduler at the pace of tests, and the tasks that it keeps in the database. */
final class SchedulerFixture {
  private SchedulerFixture() {}

  /** Settings with the scheduler enabled and short intervals, and the given ones. */
  static Map<String, Object> enabled(Map<String, Object> more) {
    var settings =
        new HashMap<String, Object>(
            Map.of(
                SchedulerSettings.PREFIX + ".enabled", true,
                SchedulerSettings.PREFIX + ".poll-interval", "100ms",
                SchedulerSettings.PREFIX + ".completion-check-interval", "100ms",
                SchedulerSettings.PREFIX + ".reconcile-interval", "100ms",
                SchedulerSettings.PREFIX + ".heartbeat-interval", "1s"));
    settings.putAll(more);
    return settings;
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
  }

  /** A task that is due or executing. */
  record ScheduledTask(Instant due, boolean picked, @Nullable Instant lastSuccess) {}

  static List<ScheduledTask> scheduledTasks(TestDatabase database, StreamKey key) {
    return database
        .query(
            "select execution_time, picked, last_success from scheduled_tasks"
                + " where task_name = 'sync' and task_instance = ?",
            key.toString())
        .stream()
        .map(
            row ->
                new ScheduledTask(
                    instant(row.get("execution_time")),
                    Boolean.TRUE.equals(row.get("picked")),
                    row.get("last_success") == null ? null : instant(row.get("last_success"))))
        .toList();
  }

  /** Waits until the task is neither executing nor due, and returns when it is due next. */
  static Instant awaitIdle(TestDatabase database, StreamKey key, AdjustableClock clock) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(scheduledTasks(database, key))
                    .singleElement()
                    .satisfies(
                        task -> {
                          assertThat(task.picked()).isFalse();
                          assertThat(task.due()).isAfter(clock.instant());
                        }));
    return scheduledTasks(database, key).getFirst().due();
  }

  private static Instant instant(@Nullable Object column) {
    return switch (column) {
      case java.sql.Timestamp timestamp -> timestamp.toInstant();
      case OffsetDateTime time -> time.toInstant();
      case null, default -> throw new AssertionError("Not an instant: " + column);
    };
  }
}
