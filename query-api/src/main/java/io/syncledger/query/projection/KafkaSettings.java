package io.syncledger.query.projection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Where Kafka is, and how topics that do not exist yet are created. */
@ConfigurationProperties("syncledger.kafka")
public record KafkaSettings(
    @NotBlank String bootstrapServers,
    @Min(1) @Bindable(defaultValue = "4") int partitions,
    @Min(1) @Bindable(defaultValue = "1") short replicationFactor) {}
