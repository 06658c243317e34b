package io.syncledger.sync.source;

/**
 * Credential and listener of a request.
 *
 * @param listener notified of long waits and of each request
 */
public record RequestContext(SourceCredential credential, RequestListener listener) {}
