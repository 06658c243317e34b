package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.RunState;
import java.util.List;

/** The body of {@code GET /api/v1/sync/proof/{sync_id}}. */
@Serdeable
public record ProofView(
    String syncId, String verdict, Pages pages, Records records, List<String> problems) {

  /**
   * @param missing the first pages that never arrived
   */
  @Serdeable
  public record Pages(int expected, int seen, List<Integer> missing) {}

  /**
   * @param vanished records that the source no longer has; not counted as fetched
   */
  @Serdeable
  public record Records(
      long fetched, long inserted, long updated, long unchanged, long rejected, long vanished) {}

  public static ProofView of(RunState run) {
    var proof = Proof.of(run);
    var pages = proof.pages();
    var records = proof.records();
    return new ProofView(
        run.syncId().value(),
        proof.verdict().toString(),
        new Pages(pages.expected(), pages.seen(), pages.missing()),
        new Records(
            records.fetched(),
            records.inserted(),
            records.updated(),
            records.unchanged(),
            records.rejected(),
            proof.vanished()),
        proof.problems());
  }
}
