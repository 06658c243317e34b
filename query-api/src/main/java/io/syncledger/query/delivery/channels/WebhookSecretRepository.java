package io.syncledger.query.delivery.channels;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The statements about {@code alert_channel_secrets}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface WebhookSecretRepository extends GenericRepository<WebhookSecretRow, String> {

  @Query(
      """
      insert into alert_channel_secrets (channel_id, created_at, key_id, nonce, ciphertext)
      values (:channelId, :createdAt, :keyId, :nonce, :ciphertext)
      """)
  int insert(WebhookSecretRow row);

  /** Newest first. */
  @Query(
      """
      select * from alert_channel_secrets
      where channel_id = :channelId and (expires_at is null or expires_at > :now)
      order by created_at desc limit 5
      """)
  List<WebhookSecretRow> findActive(String channelId, Instant now);

  @Query(
      """
      update alert_channel_secrets set expires_at = :at
      where channel_id = :channelId and expires_at is null
      """)
  int expire(String channelId, Instant at);

  @Query("delete from alert_channel_secrets where channel_id = :channelId and expires_at < :now")
  int deleteExpired(String channelId, Instant now);
}
