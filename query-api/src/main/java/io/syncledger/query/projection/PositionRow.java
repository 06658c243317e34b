package io.syncledger.query.projection;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Position of the projection in one partition.
 *
 * @param position the offset of the next record
 */
@MappedEntity("projection_positions")
record PositionRow(@Id String topic, int partition, long position) {}
