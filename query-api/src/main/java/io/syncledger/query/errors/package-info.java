/**
 * Failures of runs and their resolution: the projection of failures, their list, and the request
 * that marks one as resolved.
 */
@NullMarked
package io.syncledger.query.errors;

import org.jspecify.annotations.NullMarked;
