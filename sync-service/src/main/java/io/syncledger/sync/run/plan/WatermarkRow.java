package io.syncledger.sync.run.plan;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code watermarks}. */
@MappedEntity("watermarks")
record WatermarkRow(
    String organizationId,
    String service,
    @Id String resource,
    @Nullable Instant updatedAt,
    @Nullable Instant changeFloor,
    @Nullable String token) {}
