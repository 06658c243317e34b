/** Age of each type of a service's data. */
@NullMarked
package io.syncledger.query.freshness;

import org.jspecify.annotations.NullMarked;
