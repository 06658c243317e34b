/** How long runs take, and whether they have become slower. */
@NullMarked
package io.syncledger.query.monitoring.performance;

import org.jspecify.annotations.NullMarked;
