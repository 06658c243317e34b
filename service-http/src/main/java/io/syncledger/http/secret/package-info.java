/** Secrets that a service has to keep, encrypted at rest. */
@NullMarked
package io.syncledger.http.secret;

import org.jspecify.annotations.NullMarked;
