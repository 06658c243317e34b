package io.syncledger.query.projection;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How far one partition has been projected.
 *
 * @param position the offset of the next record
 */
@MappedEntity("projection_positions")
record PositionRow(@Id String topic, int partition, long position) {}
