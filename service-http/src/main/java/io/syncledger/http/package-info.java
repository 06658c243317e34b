/**
 * The base of all HTTP APIs of the product: callers, roles, tenancy, errors and paged lists.
 * Contains no business logic.
 */
@NullMarked
package io.syncledger.http;

import org.jspecify.annotations.NullMarked;
