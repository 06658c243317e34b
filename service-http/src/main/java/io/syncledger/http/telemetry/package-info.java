/** The clock, traces and logs. */
@NullMarked
package io.syncledger.http.telemetry;

import org.jspecify.annotations.NullMarked;
