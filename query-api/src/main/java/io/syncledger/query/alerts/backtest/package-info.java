/** Backtests: what a rule would have done to the recorded past with another threshold. */
@NullMarked
package io.syncledger.query.alerts.backtest;

import org.jspecify.annotations.NullMarked;
