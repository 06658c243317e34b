/** Cliniko's v1 API over a clinic: routing and JSON formats. */
@NullMarked
package io.syncledger.testkit.cliniko.api;

import org.jspecify.annotations.NullMarked;
