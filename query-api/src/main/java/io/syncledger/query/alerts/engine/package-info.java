/**
 * Raises and resolves alerts: folds the log, judges the time that passes without an event, and says
 * each flip once, on any number of instances.
 */
@NullMarked
package io.syncledger.query.alerts.engine;

import org.jspecify.annotations.NullMarked;
