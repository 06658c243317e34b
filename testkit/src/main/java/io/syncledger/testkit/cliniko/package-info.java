/**
 * A Cliniko to develop and test against: a real HTTP server that behaves as Cliniko's v1 API does,
 * well or badly on demand. Start with {@link io.syncledger.testkit.cliniko.ClinikoSimulator}.
 */
@NullMarked
package io.syncledger.testkit.cliniko;

import org.jspecify.annotations.NullMarked;
