/** Silences: windows in which alerts fire without notifications. */
@NullMarked
package io.syncledger.query.alerts.silences;

import org.jspecify.annotations.NullMarked;
