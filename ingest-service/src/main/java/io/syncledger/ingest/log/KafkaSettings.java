package io.syncledger.ingest.log;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * Where Kafka is, and how topics that do not exist yet are created; set in service-http's
 * application.yml.
 */
@ConfigurationProperties("syncledger.kafka")
record KafkaSettings(
    @NotBlank String bootstrapServers, @Min(1) int partitions, @Min(1) short replicationFactor) {}
