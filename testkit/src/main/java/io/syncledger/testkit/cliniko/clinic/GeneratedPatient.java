package io.syncledger.testkit.cliniko.clinic;

import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A generated patient, computed when it is read. */
record GeneratedPatient(PatientGenerator recipe, int row) implements ClinicRecord {

  @Override
  public byte[] json() {
    return PatientJsonWriter.json(recipe, row);
  }

  @Override
  public @Nullable Object value(Field field) {
    return switch (field.name()) {
      case "id" -> recipe.id(row);
      case "created_at" -> recipe.createdAt(row).toEpochMilli();
      case "updated_at" -> recipe.updatedAt(row).toEpochMilli();
      case "archived_at" -> millis(recipe.archivedAt(row));
      case "first_name" -> recipe.firstName(row);
      case "last_name" -> recipe.lastName(row);
      case "email" -> recipe.email(row);
      case "date_of_birth" -> recipe.dateOfBirth(row);
      default -> null;
    };
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
