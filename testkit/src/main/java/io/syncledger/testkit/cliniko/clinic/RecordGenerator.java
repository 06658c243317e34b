package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Computes the records of a resource, each from its row alone. */
interface RecordGenerator {

  long id(int row);

  Instant createdAt(int row);

  Instant updatedAt(int row);

  @Nullable Instant archivedAt(int row);

  @Nullable Instant cancelledAt(int row);

  ObjectNode tree(int row);

  /** The record of a row, which is computed whenever it is read. */
  default ClinicRecord record(int row) {
    return new LazyRecord(this, row);
  }

  /** A record that is not kept in memory. */
  record LazyRecord(RecordGenerator generator, int row) implements ClinicRecord {

    @Override
    public byte[] json() {
      return LinkRoot.write(generator.tree(row));
    }

    @Override
    public ObjectNode tree() {
      return generator.tree(row);
    }

    /**
     * The fields that lists need of every record are not read from its JSON, which would be slow.
     */
    @Override
    public @Nullable Object value(Field field) {
      return switch (field.name()) {
        case "id" -> generator.id(row);
        case "created_at" -> generator.createdAt(row).toEpochMilli();
        case "updated_at" -> generator.updatedAt(row).toEpochMilli();
        case "archived_at" -> millis(generator.archivedAt(row));
        case "cancelled_at" -> millis(generator.cancelledAt(row));
        case "deleted_at" -> null;
        default -> new JsonRecord(generator.tree(row)).value(field);
      };
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
      return instant == null ? null : instant.toEpochMilli();
    }
  }
}
