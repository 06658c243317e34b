/** How old each type of a service's data is. */
@NullMarked
package io.syncledger.query.freshness;

import org.jspecify.annotations.NullMarked;
