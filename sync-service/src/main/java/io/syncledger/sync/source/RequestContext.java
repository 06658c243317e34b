package io.syncledger.sync.source;

/**
 * What a request to a source is made with.
 *
 * @param waitListener is told of long waits and of each request
 */
public record RequestContext(SourceCredential credential, RequestListener listener) {}
