package io.syncledger.testkit.cliniko.clinic;

import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A generated patient, computed when it is read. */
record GeneratedPatient(PatientGenerator generator, int row) implements ClinicRecord {

  @Override
  public byte[] json() {
    return PatientJsonWriter.json(generator, row);
  }

  @Override
  public @Nullable Object value(Field field) {
    return switch (field.name()) {
      case "id" -> generator.id(row);
      case "created_at" -> generator.createdAt(row).toEpochMilli();
      case "updated_at" -> generator.updatedAt(row).toEpochMilli();
      case "archived_at" -> millis(generator.archivedAt(row));
      case "first_name" -> generator.firstName(row);
      case "last_name" -> generator.lastName(row);
      case "email" -> generator.email(row);
      case "date_of_birth" -> generator.dateOfBirth(row);
      default -> null;
    };
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
