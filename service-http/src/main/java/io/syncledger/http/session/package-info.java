/**
 * The session of the panel: the bearer token in a cookie that scripts cannot read and other sites
 * cannot use.
 */
@NullMarked
package io.syncledger.http.session;

import org.jspecify.annotations.NullMarked;
