/** Which tokens are believed: keys, claims, roles. */
@NullMarked
package io.syncledger.http.token;

import org.jspecify.annotations.NullMarked;
