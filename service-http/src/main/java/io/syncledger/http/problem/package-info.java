/**
 * Turns every error into problem+json as defined in contract/rest.md, without anything a caller
 * must not see.
 */
@NullMarked
package io.syncledger.http.problem;

import org.jspecify.annotations.NullMarked;
