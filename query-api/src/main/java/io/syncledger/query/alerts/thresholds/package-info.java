/** The thresholds at which the alert rules fire, as each organization has set them. */
@NullMarked
package io.syncledger.query.alerts.thresholds;

import org.jspecify.annotations.NullMarked;
