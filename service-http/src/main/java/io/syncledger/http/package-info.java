/**
 * What all HTTP APIs of the product share: callers, roles, tenancy, errors and paged lists.
 * Contains no business logic.
 */
@NullMarked
package io.syncledger.http;

import org.jspecify.annotations.NullMarked;
