package io.syncledger.sync.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * Where Kafka is, and how topics that are missing get created.
 *
 * @param bootstrapServers {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param partitions {@code SYNCLEDGER_TOPIC_PARTITIONS}
 * @param replicationFactor {@code SYNCLEDGER_TOPIC_REPLICATION}
 */
@ConfigurationProperties("syncledger.kafka")
public record KafkaSettings(
    @NotBlank String bootstrapServers,
    @Min(1) @Bindable(defaultValue = "4") int partitions,
    @Min(1) @Bindable(defaultValue = "1") short replicationFactor) {}
