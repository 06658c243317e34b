/** Alerts on a real log and a real database. */
@NullMarked
package io.syncledger.query.alerts;

import org.jspecify.annotations.NullMarked;
