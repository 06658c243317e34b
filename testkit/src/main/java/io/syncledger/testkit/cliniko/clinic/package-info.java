/**
 * The clinics that the simulator serves, recorded or generated, and the edits and defects of their
 * records.
 */
@NullMarked
package io.syncledger.testkit.cliniko.clinic;

import org.jspecify.annotations.NullMarked;
