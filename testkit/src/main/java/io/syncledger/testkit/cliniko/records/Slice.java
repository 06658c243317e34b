package io.syncledger.testkit.cliniko.records;

import java.util.List;

/** One page of a listing, and how many records the whole listing has. */
public record Slice(List<ClinicRecord> records, int total) {

  public Slice {
    records = List.copyOf(records);
  }
}
