package io.syncledger.query.delivery.queue;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.query.delivery.queue.DeliveryMetrics.Backlog;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tables of deliveries small and their backlog visible. */
@Singleton
final class DeliveryMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryMaintenance.class);
  private static final int PURGED_AT_ONCE = 1_000;

  private static final String PURGE =
      """
      delete from alert_notices where notice_id in (
        select notice_id from alert_notices n where created_at < ? and not exists (
          select 1 from alert_deliveries d
          where d.notice_id = n.notice_id and d.next_attempt_at is not null)
        order by created_at limit %d)
      """
          .formatted(PURGED_AT_ONCE);

  private static final String BACKLOG =
      "select count(*), min(created_at) from alert_deliveries where state = 'pending'";

  private final TransactionOperations<Connection> transactions;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  DeliveryMaintenance(
      @Named("query") TransactionOperations<Connection> transactions,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      Clock clock) {
    this.transactions = transactions;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "5s", initialDelay = "5s")
  void measureBacklog() {
    runSafely(
        () -> metrics.setBacklog(transactions.executeRead(it -> backlog(it.getConnection()))));
  }

  @Scheduled(
      fixedDelay = "${syncledger.query-api.delivery.purge-every:10m}",
      initialDelay = "${syncledger.query-api.delivery.purge-every:1m}")
  void purge() {
    runSafely(this::purgeAll);
  }

  private static void runSafely(Runnable work) {
    try {
      work.run();
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      LOG.warn("The upkeep of deliveries must wait for the next time: {}", e.getClass().getName());
    }
  }

  private static Backlog backlog(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(BACKLOG)) {
      rows.next();
      var oldest = rows.getObject(2, OffsetDateTime.class);
      return new Backlog(rows.getLong(1), oldest == null ? null : oldest.toInstant());
    }
  }

  /** Until nothing old is left. */
  private void purgeAll() {
    var before = clock.instant().minus(settings.retention()).atOffset(ZoneOffset.UTC);
    int purged;
    do {
      purged = transactions.executeWrite(it -> purge(it.getConnection(), before));
    } while (purged == PURGED_AT_ONCE);
  }

  private static int purge(Connection connection, OffsetDateTime before) throws SQLException {
    try (var statement = connection.prepareStatement(PURGE)) {
      statement.setObject(1, before);
      return statement.executeUpdate();
    }
  }
}
