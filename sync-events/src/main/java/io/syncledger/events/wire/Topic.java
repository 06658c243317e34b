package io.syncledger.events.wire;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as contract/events.md declares it.
 *
 * @param keyFormat what the key holds, for documentation
 * @param owner the services that write it
 * @param description what it holds, for documentation
 */
public record Topic<V>(
    String name,
    String keyFormat,
    Serde<V> value,
    Retention retention,
    String owner,
    String description) {

  /** For how long records stay. */
  public enum Retention {
    FOREVER,
    COMPACTED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** How to create it; partitions and replication are the deployment's. */
  public NewTopic newTopic(int partitions, short replication) {
    return new NewTopic(name, partitions, replication)
        .configs(
            switch (retention) {
              case FOREVER ->
                  Map.of(
                      TopicConfig.CLEANUP_POLICY_CONFIG,
                      TopicConfig.CLEANUP_POLICY_DELETE,
                      TopicConfig.RETENTION_MS_CONFIG,
                      "-1");
              case COMPACTED ->
                  Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            });
  }
}
