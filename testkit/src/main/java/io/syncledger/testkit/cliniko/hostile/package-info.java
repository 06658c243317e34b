/**
 * Everything that can be wrong with Cliniko, as named switches: {@link
 * io.syncledger.testkit.cliniko.hostile.HostileSwitches} lists them all, {@link
 * io.syncledger.testkit.cliniko.hostile.HostileMix} combines a few by seed.
 */
@NullMarked
package io.syncledger.testkit.cliniko.hostile;

import org.jspecify.annotations.NullMarked;
