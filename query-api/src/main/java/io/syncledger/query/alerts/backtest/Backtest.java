package io.syncledger.query.alerts.backtest;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Problem;
import io.syncledger.query.alerts.thresholds.ThresholdStore;
import io.syncledger.query.watermark.LogWatermark;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs a rule over the recorded events of an organisation, as they stream by. */
@Singleton
final class Backtest {
  private static final int MAX_CONCURRENT = 2;
  private static final int FETCH = 500;

  /** What happened so long before the window still counts for what fires in it. */
  private static final Duration WARM_UP = Duration.ofDays(30);

  private static final String EVENTS =
      """
      select type, body::text from sync_events
      where organization_id = ? and occurred_at >= ? and occurred_at <= ?
        and (?::text is null or service = ?)
      order by occurred_at, sync_id, sequence
      """;

  /**
   * @param service null: all of the organisation's
   */
  record Request(
      OrganizationId organization,
      @Nullable ServiceName service,
      ProposedThreshold proposal,
      Instant from,
      Instant to) {}

  /** What would have fired, and what did by today's thresholds. */
  record Result(EpisodeCollector proposed, EpisodeCollector current) {}

  private final TransactionOperations<Connection> transactions;
  private final ThresholdStore thresholds;
  private final LogWatermark logWatermark;
  private final Semaphore slots = new Semaphore(MAX_CONCURRENT);

  Backtest(
      @Named("query") TransactionOperations<Connection> transactions,
      ThresholdStore thresholds,
      LogWatermark horizon) {
    this.transactions = transactions;
    this.thresholds = thresholds;
    this.logWatermark = horizon;
  }

  /**
   * @throws Problem 429 when too many are under way, 400 when the threshold makes no sense
   */
  Result run(Request question) {
    if (!slots.tryAcquire()) {
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_backtests",
              "Too many backtests",
              "Others are under way; try again in a moment")
          .with("retry_after", 5L);
    }
    try {
      return transactions.executeRead(status -> replay(status.getConnection(), question));
    } finally {
      slots.release();
    }
  }

  private Result replay(Connection connection, Request question) throws SQLException {
    var anyService = new StreamKey(question.organization(), new ServiceName("any"));
    var limits = thresholds.of(connection, List.of(anyService));
    var rule = question.proposal().rule();
    var proposed = new EpisodeCollector(question.from(), question.to());
    var today = new EpisodeCollector(question.from(), question.to());
    var unused = question.proposal().applyTo(limits.of(anyService));
    var with = new BacktestReplay(key -> question.proposal().applyTo(limits.of(key)), proposed);
    var without = new BacktestReplay(key -> limits.of(key).only(rule), today);
    read(connection, question, List.of(with, without));
    var known = logWatermark.current();
    var end = known.isBefore(question.to()) ? known : question.to();
    with.advanceTo(end);
    without.advanceTo(end);
    return new Result(proposed, today);
  }

  private static void read(Connection connection, Request question, List<BacktestReplay> reruns)
      throws SQLException {
    var service = question.service() == null ? null : question.service().value();
    try (var statement = connection.prepareStatement(EVENTS)) {
      statement.setFetchSize(FETCH);
      statement.setString(1, question.organization().value());
      statement.setObject(2, question.from().minus(WARM_UP).atOffset(ZoneOffset.UTC));
      statement.setObject(3, question.to().atOffset(ZoneOffset.UTC));
      statement.setString(4, service);
      statement.setString(5, service);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var body = rows.getString(2).getBytes(StandardCharsets.UTF_8);
          var event = EventJson.readEvent(rows.getString(1), body);
          reruns.forEach(rerun -> rerun.apply(event));
        }
      }
    }
  }
}
