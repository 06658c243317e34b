/**
 * Faults between a client and Cliniko. A {@link io.syncledger.testkit.cliniko.fault.Fault} is an
 * effect and the conditions under which it applies; faults can be combined, and all randomness is
 * seeded.
 */
@NullMarked
package io.syncledger.testkit.cliniko.fault;

import org.jspecify.annotations.NullMarked;
