/**
 * Everything that can be wrong with a Cliniko, as named switches: {@link
 * io.syncledger.testkit.cliniko.hostile.HostileSwitch} is the catalogue, {@link
 * io.syncledger.testkit.cliniko.hostile.HostileMix} a seeded handful of them.
 */
@NullMarked
package io.syncledger.testkit.cliniko.hostile;

import org.jspecify.annotations.NullMarked;
