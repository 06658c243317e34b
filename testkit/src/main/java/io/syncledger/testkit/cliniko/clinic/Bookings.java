package io.syncledger.testkit.cliniko.clinic;

import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.util.List;
import java.util.stream.Stream;

/** The union of individual and group appointments, gathered anew for each question. */
final class Bookings {

  private Bookings() {}

  static Table of(Clinic clinic) {
    List<ClinicRecord> both =
        Stream.of(Resource.INDIVIDUAL_APPOINTMENTS, Resource.GROUP_APPOINTMENTS)
            .flatMap(resource -> clinic.table(resource).all(List.of()))
            .toList();
    return Table.of(Resource.BOOKINGS, both, 0);
  }
}
