/** Why runs failed, and what has become of it. */
@NullMarked
package io.syncledger.query.monitoring.errors;

import org.jspecify.annotations.NullMarked;
