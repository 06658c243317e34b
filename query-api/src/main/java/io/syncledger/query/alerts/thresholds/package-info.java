/** From where on the rules fire, as each organization wants it. */
@NullMarked
package io.syncledger.query.alerts.thresholds;

import org.jspecify.annotations.NullMarked;
