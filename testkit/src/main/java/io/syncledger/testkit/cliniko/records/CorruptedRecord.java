package io.syncledger.testkit.cliniko.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A record that is found and sorted like the original but served with other JSON. */
public final class CorruptedRecord implements ClinicRecord {

  private final ClinicRecord sound;
  private final byte[] json;

  public CorruptedRecord(ClinicRecord sound, byte[] json) {
    this.sound = sound;
    this.json = json;
  }

  /** The original record, not the one that is served. */
  @Override
  public ObjectNode tree() {
    return sound.tree();
  }

  @Override
  public byte[] json() {
    return json;
  }

  @Override
  public @Nullable Object value(Field field) {
    return sound.value(field);
  }
}
