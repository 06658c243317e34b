package io.syncledger.sync.source.cliniko;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENT_TYPES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.ATTENDEES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.BUSINESSES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.GROUP_APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.INACTIVE_PRACTITIONERS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PRACTITIONERS;

import io.micronaut.context.annotation.Primary;
import io.syncledger.events.ErrorType;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncMode;
import io.syncledger.sync.source.ReferencedRecords;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceClient;
import io.syncledger.sync.source.SourceCredential;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Cliniko: its lists, and those that each mode copies. */
@Singleton
@Primary
final class ClinikoSource implements Source {
  private final ClinikoClient client;
  private final ActivePatients activePatients;

  ClinikoSource(ClinikoClient client, ActivePatients activePatients) {
    this.client = client;
    this.activePatients = activePatients;
  }

  @Override
  public ServiceName service() {
    return ClinikoSettings.SERVICE;
  }

  @Override
  public String displayName() {
    return "Cliniko";
  }

  @Override
  public SourceClient client() {
    return client;
  }

  @Override
  public SourceCredential credential(String text) {
    return new ApiKey(text).toCredential();
  }

  @Override
  public SyncFailure credentialRefusedBefore() {
    return SyncFailure.of(
        ErrorType.AUTHENTICATION_FAILED,
        "CLINIKO_AUTH_FAILED",
        "Cliniko refused this API key before; it was not asked again");
  }

  @Override
  public List<SourceResource> resources() {
    return List.of(ClinikoResource.values());
  }

  @Override
  public List<SourceResource> resources(SyncMode mode) {
    return switch (mode) {
      case COMPREHENSIVE ->
          List.of(
              BUSINESSES,
              PRACTITIONERS,
              INACTIVE_PRACTITIONERS,
              APPOINTMENT_TYPES,
              PATIENTS,
              APPOINTMENTS,
              GROUP_APPOINTMENTS,
              ATTENDEES);
      case PATIENTS_ONLY, BASIC -> List.of(PATIENTS);
      case ACTIVE -> List.of(APPOINTMENTS, GROUP_APPOINTMENTS, ATTENDEES);
    };
  }

  @Override
  public Optional<ReferencedRecords> referenced(SyncMode mode) {
    return mode == SyncMode.ACTIVE ? Optional.of(activePatients) : Optional.empty();
  }

  @Override
  public List<SourceResource> sampledResources() {
    return List.of(PATIENTS, APPOINTMENTS);
  }
}
