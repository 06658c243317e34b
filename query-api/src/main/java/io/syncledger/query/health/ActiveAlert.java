package io.syncledger.query.health;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is pending or firing.
 *
 * @param startedAt when it began to fire; null while it is pending
 * @param because ids of the events that made the rule fire
 */
@Serdeable
public record ActiveAlert(
    String id,
    String rule,
    String severity,
    String state,
    String summary,
    @Nullable Instant startedAt,
    @Nullable Instant acknowledgedAt,
    List<String> because) {}
