package io.syncledger.query.delivery.queue;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.NotificationMessage;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The deliveries in the database, shared by all instances. */
@Singleton
final class DeliveryRepository {
  /** An Alertmanager that is to be told of an end need not be told of the beginning any more. */
  private static final String SUPERSEDE =
      """
      update alert_deliveries r set next_attempt_at = null,
        state = case r.state when 'pending' then 'cancelled' else r.state end
      from alert_deliveries l
      where l.kind = 'alertmanager' and l.next_attempt_at <= ? and r.channel_id = l.channel_id
        and r.alert_key = l.alert_key and r.id < l.id and r.next_attempt_at is not null
        and (r.claim is null or r.next_attempt_at <= ?)
      """;

  /** What is due, unless the channel has not yet been told something earlier of the same alert. */
  private static final String CLAIM =
      """
      with waiting as (
        select id, row_number() over (partition by channel_id order by next_attempt_at, id) place
        from alert_deliveries d
        where next_attempt_at <= ? and channel_id <> all (?) and not exists (
          select 1 from alert_deliveries e where e.channel_id = d.channel_id
            and e.alert_key = d.alert_key and e.id < d.id and e.next_attempt_at is not null)),
      due as (
        select id from alert_deliveries
        where id in (select id from waiting where place <= ? order by place, id limit ?)
          and next_attempt_at <= ?
        for update skip locked)
      update alert_deliveries d set claim = ?, next_attempt_at = ?, last_attempt_at = ?,
        attempts = attempts + 1
      from due, alert_notices n where d.id = due.id and n.notice_id = d.notice_id
      returning d.id, d.channel_id, d.kind, d.failures, n.message::text
      """;

  private static final String SETTLE =
      """
      update alert_deliveries set claim = null, state = ?, failures = ?, next_attempt_at = ?,
        last_status = ?, last_error = ?, delivered_at = case when ? then ? else delivered_at end
      where id = ? and claim = ?
      """;

  private final TransactionOperations<Connection> transactions;

  DeliveryRepository(@Named("query") TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /** What to claim. */
  record ClaimRequest(
      int limit, int perChannel, List<String> excludedChannels, Instant now, Duration lease) {}

  /** Takes deliveries in hand, for as long as the lease. */
  List<ClaimedDelivery> claim(ClaimRequest wish) {
    return transactions.executeWrite(
        transaction -> {
          var connection = transaction.getConnection();
          try (var supersede = connection.prepareStatement(SUPERSEDE)) {
            supersede.setObject(1, utc(wish.now()));
            supersede.setObject(2, utc(wish.now()));
            supersede.executeUpdate();
          }
          return claim(connection, wish);
        });
  }

  private static List<ClaimedDelivery> claim(Connection connection, ClaimRequest wish)
      throws SQLException {
    var claim = UUID.randomUUID();
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setObject(1, utc(wish.now()));
      statement.setArray(2, connection.createArrayOf("text", wish.excludedChannels().toArray()));
      statement.setInt(3, wish.perChannel());
      statement.setInt(4, wish.limit());
      statement.setObject(5, utc(wish.now()));
      statement.setObject(6, claim);
      statement.setObject(7, utc(wish.now().plus(wish.lease())));
      statement.setObject(8, utc(wish.now()));
      return claimed(statement, claim);
    }
  }

  private static List<ClaimedDelivery> claimed(PreparedStatement statement, UUID claim)
      throws SQLException {
    var claimed = new ArrayList<ClaimedDelivery>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        var message = rows.getString(5).getBytes(StandardCharsets.UTF_8);
        claimed.add(
            new ClaimedDelivery(
                rows.getLong(1),
                claim,
                rows.getString(2),
                ChannelKind.parse(rows.getString(3)),
                rows.getInt(4),
                EventJson.read(message, NotificationMessage.class)));
      }
    }
    return claimed;
  }

  /**
   * Puts a delivery out of hand.
   *
   * @return false when another instance has taken it over in the meantime
   */
  boolean settle(ClaimedDelivery claimed, DeliveryResult settled) {
    return transactions.executeWrite(
        transaction -> {
          try (var statement = transaction.getConnection().prepareStatement(SETTLE)) {
            statement.setString(1, settled.state().toString());
            statement.setInt(2, settled.failures());
            statement.setObject(3, utc(settled.nextAttemptAt()));
            statement.setObject(4, settled.status());
            statement.setString(5, settled.error());
            statement.setBoolean(6, settled.state() == DeliveryResult.State.DELIVERED);
            statement.setObject(7, utc(settled.at()));
            statement.setLong(8, claimed.id());
            statement.setObject(9, claimed.claim());
            return statement.executeUpdate() > 0;
          }
        });
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
