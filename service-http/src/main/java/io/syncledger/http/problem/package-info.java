/**
 * Every error as problem+json, in the shape of contract/rest.md, and free of what a caller must not
 * see.
 */
@NullMarked
package io.syncledger.http.problem;

import org.jspecify.annotations.NullMarked;
