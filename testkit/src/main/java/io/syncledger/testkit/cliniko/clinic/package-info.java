/**
 * The clinics the simulator serves, recorded or generated, and what can happen to their records.
 */
@NullMarked
package io.syncledger.testkit.cliniko.clinic;

import org.jspecify.annotations.NullMarked;
