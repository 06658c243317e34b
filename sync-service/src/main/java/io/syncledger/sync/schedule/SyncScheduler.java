package io.syncledger.sync.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * This instance's db-scheduler. It takes no more tasks than it has threads, and a task lasts as
 * long as its sync: what is due beyond that stays in the table, for its turn or another instance.
 */
@Singleton
@Requires(property = SchedulerSettings.PREFIX + ".enabled", value = "true")
final class SyncScheduler implements ApplicationEventListener<ServerStartupEvent> {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final CompletionWaiter ends;

  SyncScheduler(
      @Named("sync") DataSource dataSource,
      VisitTask visits,
      SchedulerMetrics metrics,
      CompletionWaiter ends,
      SchedulerSettings settings,
      Clock clock) {
    this.ends = ends;
    // Its own connections: the injected data source only lends those of transactions under way.
    this.scheduler =
        new Builder(DelegatingDataSource.unwrapDataSource(dataSource), visits.task(), clock)
            .schedulerName(new SchedulerName.Fixed("sync-service-" + UUID.randomUUID()))
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
            .threads(settings.runsAtOnce())
            .executorService(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("scheduled-sync-", 0).factory()))
            .pollUsingLockAndFetch(0.9, 1.0)
            .pollingInterval(settings.pollEvery())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(SchedulerSettings.MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP_WITHIN)
            .failureLogging(LogLevel.OFF, false)
            .addSchedulerListener(metrics)
            .build();
  }

  /** The builder takes no clock from outside, but keeps one for classes like this. */
  private static final class Builder extends SchedulerBuilder {
    private Builder(DataSource dataSource, Task<?> task, Clock clock) {
      super(dataSource, List.of(task));
      this.clock = clock::instant;
    }
  }

  /** What changes the timetable from outside of a visit. */
  SchedulerClient client() {
    return scheduler;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    scheduler.start();
  }

  /** Syncs that it waits for go on; their visits end now, so that nobody has to miss them. */
  @PreDestroy
  void stop() {
    ends.release();
    scheduler.stop();
  }
}
