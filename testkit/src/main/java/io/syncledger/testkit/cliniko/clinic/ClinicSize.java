package io.syncledger.testkit.cliniko.clinic;

/** The number of records of each kind in a generated clinic. */
record ClinicSize(
    int patients,
    int appointments,
    int groupAppointments,
    int activePractitioners,
    int formerPractitioners,
    int businesses,
    int appointmentTypes) {

  ClinicSize {
    require(
        activePractitioners + formerPractitioners > 0 && businesses > 0 && appointmentTypes > 0,
        "nobody can be booked");
    require(patients > 0 || appointments + groupAppointments == 0, "appointments need a patient");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
