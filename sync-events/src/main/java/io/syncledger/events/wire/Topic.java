package io.syncledger.events.wire;

import io.syncledger.events.WireName;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as contract/events.md declares it.
 *
 * @param keyIs the form of the key, for documentation
 * @param owner the services that write it
 * @param holds what the topic contains, for documentation
 */
public record Topic<V>(
    String name,
    String keyFormat,
    Serde<V> value,
    Retention retention,
    String owner,
    String description) {

  /** How long records are retained. */
  public enum Retention {
    FOREVER,
    COMPACTED;

    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  /** A request to create the topic; partitions and replication factor depend on the deployment. */
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
