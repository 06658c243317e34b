package io.syncledger.sync.records;

/** What storing a page did. Together with its rejects, the first three are its records. */
public record UpsertCounts(int inserted, int updated, int unchanged, int archived) {}
