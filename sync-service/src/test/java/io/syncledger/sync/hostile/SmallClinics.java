package io.syncledger.sync.hostile;

import io.syncledger.testkit.cliniko.clinic.Clinic;

/** A clinic of some pages that has a little of everything. */
final class SmallClinics {
  private SmallClinics() {}

  static Clinic of(long seed) {
    return Clinic.builder().patients(250).appointments(120).groupAppointments(8).seed(seed).build();
  }
}
