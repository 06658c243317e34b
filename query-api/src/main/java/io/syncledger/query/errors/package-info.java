/**
 * Why runs failed and whether that has been resolved since: the projection of failures, their list,
 * and the request that declares one resolved.
 */
@NullMarked
package io.syncledger.query.errors;

import org.jspecify.annotations.NullMarked;
