/**
 * Turns every error into problem+json as defined in contract/rest.md, without data that a caller
 * must not see.
 */
@NullMarked
package io.syncledger.http.problem;

import org.jspecify.annotations.NullMarked;
