/**
 * What can go wrong between a client and Cliniko, by switch. A {@link
 * io.syncledger.testkit.cliniko.fault.Fault} is an effect and the conditions under which it
 * strikes; faults compose, and all chance in them is seeded.
 */
@NullMarked
package io.syncledger.testkit.cliniko.fault;

import org.jspecify.annotations.NullMarked;
