package io.syncledger.testkit.cliniko.records;

import java.util.List;

/** One page of a listing, and how many records the whole listing has. */
public record Page(List<ClinicRecord> records, int total) {

  public Page {
    records = List.copyOf(records);
  }
}
