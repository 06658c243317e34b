/** Encryption of the secrets that a service stores. */
@NullMarked
package io.syncledger.http.secret;

import org.jspecify.annotations.NullMarked;
