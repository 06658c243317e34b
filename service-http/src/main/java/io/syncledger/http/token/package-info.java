/** Authentication by JWT: keys, claims and roles. */
@NullMarked
package io.syncledger.http.token;

import org.jspecify.annotations.NullMarked;
