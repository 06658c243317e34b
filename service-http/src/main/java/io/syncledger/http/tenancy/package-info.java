/** No request reaches an organisation that its token does not name. */
@NullMarked
package io.syncledger.http.tenancy;

import org.jspecify.annotations.NullMarked;
