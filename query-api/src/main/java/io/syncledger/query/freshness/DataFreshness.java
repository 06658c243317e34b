package io.syncledger.query.freshness;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times at which one type of a service's data was last checked and changed: a row of {@code
 * data_freshness}.
 *
 * @param lastChangedAt null while no sync has changed any of it
 */
@MappedEntity("data_freshness")
record DataFreshness(@Id String resource, Instant lastCheckedAt, @Nullable Instant lastChangedAt) {}
