/**
 * A simulated Cliniko for development and tests: an HTTP server that behaves like Cliniko's v1 API
 * and misbehaves on demand. Start with {@link io.syncledger.testkit.cliniko.ClinikoSimulator}.
 */
@NullMarked
package io.syncledger.testkit.cliniko;

import org.jspecify.annotations.NullMarked;
