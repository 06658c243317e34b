/** What a rule would have done to the recorded past. */
@NullMarked
package io.syncledger.query.alerts.backtest;

import org.jspecify.annotations.NullMarked;
