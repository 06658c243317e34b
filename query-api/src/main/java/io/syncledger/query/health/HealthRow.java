package io.syncledger.query.health;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What the reads need of a row of {@code sync_state}.
 *
 * @param state as JSON
 */
@MappedEntity("sync_state")
record HealthRow(@Id String service, String state) {}
