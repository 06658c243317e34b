package io.syncledger.sync.records;

/** Result of storing a page. The first three and the rejects add up to the page's records. */
public record UpsertCounts(int inserted, int updated, int unchanged, int archived) {}
