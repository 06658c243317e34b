package io.syncledger.sync.cliniko;

/**
 * Who calls Cliniko.
 *
 * @param waiting is told of long waits
 */
public record Account(ApiKey key, Waiting waiting) {}
