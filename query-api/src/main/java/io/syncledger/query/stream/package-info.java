/**
 * Live progress over Server-Sent Events; the one place with reactive types, which Micronaut wants
 * for a stream.
 */
@NullMarked
package io.syncledger.query.stream;

import org.jspecify.annotations.NullMarked;
