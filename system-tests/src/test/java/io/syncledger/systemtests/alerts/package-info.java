/** Alerts, from the fault at the source to the notification of the person on call. */
@NullMarked
package io.syncledger.systemtests.alerts;

import org.jspecify.annotations.NullMarked;
