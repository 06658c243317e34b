package io.syncledger.sync.schedule;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.StreamKey;
import java.time.Instant;

/**
 * A task of db-scheduler: some columns of {@code scheduled_tasks}.
 *
 * @param taskInstance the key of organization and service
 * @param picked whether an instance is executing it
 */
@MappedEntity("scheduled_tasks")
record ScheduledTaskRow(@Id String taskInstance, Instant executionTime, boolean picked) {

  StreamKey key() {
    return StreamKey.parse(taskInstance);
  }
}
