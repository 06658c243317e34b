package io.syncledger.sync.organizations;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** A tenant. */
@Serdeable
@MappedEntity("organizations")
public record Organization(@Id String organizationId, String name, Instant createdAt) {}
