/**
 * Live progress over Server-Sent Events. {@code StreamController} opens a stream and {@code
 * SseSession} serves it. This is the one package with reactive types, which Micronaut requires for
 * a stream.
 */
@NullMarked
package io.syncledger.query.stream;

import org.jspecify.annotations.NullMarked;
