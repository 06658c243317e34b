/** How old each type of data is. */
@NullMarked
package io.syncledger.query.freshness;

import org.jspecify.annotations.NullMarked;
