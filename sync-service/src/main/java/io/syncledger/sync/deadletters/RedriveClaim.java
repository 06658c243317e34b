package io.syncledger.sync.deadletters;

import io.micronaut.core.annotation.Introspected;

/**
 * A rejected record that a redrive has to fetch again.
 *
 * @param resource the list it is on
 */
@Introspected
public record RedriveClaim(String resource, String recordId) {}
