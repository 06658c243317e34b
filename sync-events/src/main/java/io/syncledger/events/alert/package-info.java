/**
 * What deserves someone's attention, judged from events alone: a fold of what the rules look at
 * ({@code RuleInput}), the rules as pure functions of it and an instant, and the course of an
 * alert. Nothing here reads a clock: the same log raises the same alerts at the same instants,
 * however often and whenever it is judged.
 */
@NullMarked
package io.syncledger.events.alert;

import org.jspecify.annotations.NullMarked;
