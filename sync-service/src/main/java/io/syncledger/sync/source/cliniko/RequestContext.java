package io.syncledger.sync.source.cliniko;

/**
 * Who calls Cliniko.
 *
 * @param waitListener is told of long waits
 */
public record RequestContext(ApiKey key, WaitListener waitListener) {}
