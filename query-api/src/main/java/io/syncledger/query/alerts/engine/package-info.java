/**
 * Evaluates the alert rules, on events ({@code AlertProjection}) and by the clock ({@code
 * TimeoutEvaluator}), and hands each change to the delivery queue once ({@code AlertNotifier}), on
 * any number of instances.
 */
@NullMarked
package io.syncledger.query.alerts.engine;

import org.jspecify.annotations.NullMarked;
