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

/**
 * Runs a rule over the recorded events of an organization, with a proposed threshold and with the
 * current one. Reads the events with a cursor, so that memory does not grow with their number.
 */
@Singleton
final class Backtest {
  private static final int MAX_CONCURRENT = 2;
  private static final int FETCH_SIZE = 500;

  /** Events from this long before the window still influence what fires in it. */
  private static final Duration WARM_UP = Duration.ofDays(30);

  private static final String EVENTS =
      """
      select type, body::text from sync_events
      where organization_id = ? and occurred_at >= ? and occurred_at <= ?
        and (?::text is null or service = ?)
      order by occurred_at, sync_id, sequence
      """;

  /**
   * @param service null for every service of the organization
   */
  record Request(
      OrganizationId organization,
      @Nullable ServiceName service,
      ProposedThreshold proposal,
      Instant from,
      Instant to) {}

  /** The episodes with the proposed threshold and with the current ones. */
  record Result(EpisodeCollector proposed, EpisodeCollector current) {}

  private final TransactionOperations<Connection> transactions;
  private final ThresholdStore thresholds;
  private final LogWatermark logWatermark;
  private final Semaphore slots = new Semaphore(MAX_CONCURRENT);

  Backtest(
      @Named("query") TransactionOperations<Connection> transactions,
      ThresholdStore thresholds,
      LogWatermark logWatermark) {
    this.transactions = transactions;
    this.thresholds = thresholds;
    this.logWatermark = logWatermark;
  }

  /**
   * @throws Problem 429 when too many backtests are running, 400 when the threshold is invalid
   */
  Result run(Request request) {
    if (!slots.tryAcquire()) {
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_backtests",
              "Too many backtests",
              "Others are under way; try again in a moment")
          .with("retry_after", 5L);
    }
    try {
      return transactions.executeRead(status -> replay(status.getConnection(), request));
    } finally {
      slots.release();
    }
  }

  private Result replay(Connection connection, Request request) throws SQLException {
    var anyService = new StreamKey(request.organization(), new ServiceName("any"));
    var overrides = thresholds.overridesFor(List.of(anyService));
    var rule = request.proposal().rule();
    var proposed = new EpisodeCollector(request.from(), request.to());
    var current = new EpisodeCollector(request.from(), request.to());
    var unused = request.proposal().applyTo(overrides.get(anyService));
    var replayProposed =
        new BacktestReplay(key -> request.proposal().applyTo(overrides.get(key)), proposed);
    var replayCurrent = new BacktestReplay(key -> overrides.get(key).only(rule), current);
    read(connection, request, List.of(replayProposed, replayCurrent));
    var watermark = logWatermark.current();
    var end = watermark.isBefore(request.to()) ? watermark : request.to();
    replayProposed.advanceTo(end);
    replayCurrent.advanceTo(end);
    return new Result(proposed, current);
  }

  private static void read(Connection connection, Request request, List<BacktestReplay> replays)
      throws SQLException {
    var service = request.service() == null ? null : request.service().value();
    try (var statement = connection.prepareStatement(EVENTS)) {
      statement.setFetchSize(FETCH_SIZE);
      statement.setString(1, request.organization().value());
      statement.setObject(2, request.from().minus(WARM_UP).atOffset(ZoneOffset.UTC));
      statement.setObject(3, request.to().atOffset(ZoneOffset.UTC));
      statement.setString(4, service);
      statement.setString(5, service);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var body = rows.getString(2).getBytes(StandardCharsets.UTF_8);
          var event = EventJson.readEvent(rows.getString(1), body);
          replays.forEach(replay -> replay.apply(event));
        }
      }
    }
  }
}
