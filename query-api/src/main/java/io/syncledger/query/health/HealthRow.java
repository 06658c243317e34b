package io.syncledger.query.health;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;

/**
 * The columns of {@code sync_state} that reads need.
 *
 * @param state the folded health, as JSON
 */
@MappedEntity("sync_state")
record HealthRow(@Id String service, String state) {

  Health toHealth() {
    return EventJson.read(state.getBytes(StandardCharsets.UTF_8), Health.class);
  }
}
