package io.syncledger.sync.source.cliniko;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A row of {@code request_slots}.
 *
 * @param uses counts the uses of the slot, to tell one from the next
 */
@MappedEntity("request_slots")
@SuppressWarnings("ArrayRecordComponent") // never compared
record RequestSlot(@Id byte[] budget, int slot, Instant freeAt, long uses) {}
