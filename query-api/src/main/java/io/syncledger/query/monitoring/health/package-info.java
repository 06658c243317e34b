/** Whether a service is healthy, what made it so, and what would turn it back. */
@NullMarked
package io.syncledger.query.monitoring.health;

import org.jspecify.annotations.NullMarked;
