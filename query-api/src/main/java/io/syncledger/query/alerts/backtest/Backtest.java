package io.syncledger.query.alerts.backtest;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Problem;
import io.syncledger.query.alerts.settings.ThresholdRows;
import io.syncledger.query.freshness.LogHorizon;
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
  private static final int AT_ONCE = 2;
  private static final int FETCH = 500;

  /** What happened so long before the window still counts for what fires in it. */
  private static final Duration BEFORE = Duration.ofDays(30);

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
  record Question(
      OrganizationId organization,
      @Nullable ServiceName service,
      Proposal proposal,
      Instant from,
      Instant to) {}

  /** What would have fired, and what did by today's thresholds. */
  record Answer(Episodes proposed, Episodes today) {}

  private final TransactionOperations<Connection> transactions;
  private final ThresholdRows thresholds;
  private final LogHorizon horizon;
  private final Semaphore room = new Semaphore(AT_ONCE);

  Backtest(
      @Named("query") TransactionOperations<Connection> transactions,
      ThresholdRows thresholds,
      LogHorizon horizon) {
    this.transactions = transactions;
    this.thresholds = thresholds;
    this.horizon = horizon;
  }

  /**
   * @throws Problem 429 when too many are under way, 400 when the threshold makes no sense
   */
  Answer answer(Question question) {
    if (!room.tryAcquire()) {
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_backtests",
              "Too many backtests",
              "Others are under way; try again in a moment")
          .with("retry_after", 5L);
    }
    try {
      return transactions.executeRead(status -> rerun(status.getConnection(), question));
    } finally {
      room.release();
    }
  }

  private Answer rerun(Connection connection, Question question) throws SQLException {
    var anyService = new StreamKey(question.organization(), new ServiceName("any"));
    var limits = thresholds.of(connection, List.of(anyService));
    var rule = question.proposal().rule();
    var proposed = new Episodes(question.from(), question.to());
    var today = new Episodes(question.from(), question.to());
    var unused = question.proposal().over(limits.of(anyService));
    var with = new Rerun(key -> question.proposal().over(limits.of(key)), proposed);
    var without = new Rerun(key -> limits.of(key).only(rule), today);
    read(connection, question, List.of(with, without));
    var known = horizon.reached();
    var end = known.isBefore(question.to()) ? known : question.to();
    with.end(end);
    without.end(end);
    return new Answer(proposed, today);
  }

  private static void read(Connection connection, Question question, List<Rerun> reruns)
      throws SQLException {
    var service = question.service() == null ? null : question.service().value();
    try (var statement = connection.prepareStatement(EVENTS)) {
      statement.setFetchSize(FETCH);
      statement.setString(1, question.organization().value());
      statement.setObject(2, question.from().minus(BEFORE).atOffset(ZoneOffset.UTC));
      statement.setObject(3, question.to().atOffset(ZoneOffset.UTC));
      statement.setString(4, service);
      statement.setString(5, service);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var body = rows.getString(2).getBytes(StandardCharsets.UTF_8);
          var event = EventJson.readEvent(rows.getString(1), body);
          reruns.forEach(rerun -> rerun.hear(event));
        }
      }
    }
  }
}
