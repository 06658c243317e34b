/** How fresh the answers are. */
@NullMarked
package io.syncledger.query.freshness;

import org.jspecify.annotations.NullMarked;
