package io.syncledger.systemtests.instances;

import io.syncledger.events.OrganizationId;
import io.syncledger.testkit.cliniko.ClinikoShard;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.CancellationReason;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;

/** An organization with its own clinic and API key. */
record Tenant(OrganizationId id, String key, ClinikoSimulator cliniko, Random random)
    implements AutoCloseable {
  private static final int PATIENTS = 150;

  static Tenant open(int number, ClinikoShard shard) {
    var key = "SIMKEY-tenant%d-au4".formatted(number);
    var cliniko =
        ClinikoSimulator.builder()
            .clinic(clinic(number))
            .apiKey(key)
            .rateLimit(RateLimit.none())
            .start();
    cliniko.faults().add(Faults.latency(Duration.ofMillis(5), Duration.ofMillis(60), number));
    shard.serve(key, cliniko);
    var id = "org_" + UUID.randomUUID().toString().replace("-", "");
    return new Tenant(new OrganizationId(id), key, cliniko, new Random(number));
  }

  private static Clinic clinic(int number) {
    return Clinic.builder()
        .patients(PATIENTS + 3 * number)
        .appointments(60)
        .groupAppointments(4)
        .seed(number)
        .build();
  }

  /** Makes the changes of a clinic's staff between two syncs. */
  void editRecords() {
    var clinic = cliniko.clinic();
    var patients = clinic.patients();
    for (int i = 0; i < 5; i++) {
      var id = patients.get(random.nextInt(patients.size())).path("id").asText();
      int house = random.nextInt(1_000);
      clinic.editPatient(id, patient -> patient.put("address_1", house + " Kiln Rd"));
    }
    clinic.archive(
        Resource.PATIENTS, patients.get(random.nextInt(patients.size())).path("id").asText());
    var appointments = clinic.records(Resource.INDIVIDUAL_APPOINTMENTS).toList();
    clinic.cancel(
        Resource.INDIVIDUAL_APPOINTMENTS,
        appointments.get(random.nextInt(appointments.size())).path("id").asText(),
        CancellationReason.AWAY);
    clinic.addPatient(patient -> patient.put("first_name", "New").put("last_name", "Patient"));
  }

  @Override
  public void close() {
    cliniko.close();
  }
}
