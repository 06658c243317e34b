/**
 * Alerts, computed from events alone: {@code RuleInput} folds the input of the rules, each {@code
 * Rule} is a pure function of it and an instant, and {@code ServiceAlerts} follows each alert from
 * pending to resolved. Nothing here reads a clock: the same log raises the same alerts at the same
 * instants, whenever and however often it is evaluated.
 */
@NullMarked
package io.syncledger.events.alert;

import org.jspecify.annotations.NullMarked;
