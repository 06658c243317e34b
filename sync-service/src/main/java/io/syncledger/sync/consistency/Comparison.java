package io.syncledger.sync.consistency;

import static io.syncledger.sync.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.cliniko.ClinikoResource.PATIENTS;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.Reject;
import io.syncledger.sync.cliniko.Account;
import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.cliniko.ClinikoException;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.IdRange;
import io.syncledger.sync.cliniko.Selection;
import io.syncledger.sync.consistency.Report.Mismatch;
import io.syncledger.sync.records.Difference;
import io.syncledger.sync.records.Ready;
import io.syncledger.sync.records.Records;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares local records with the source, a few requests for each list. */
@Singleton
final class Comparison {
  private static final List<ClinikoResource> SAMPLED = List.of(PATIENTS, APPOINTMENTS);

  private final ClinikoClient cliniko;
  private final Records records;
  private final ConsistencySettings settings;
  private final Clock clock;

  Comparison(ClinikoClient cliniko, Records records, ConsistencySettings settings, Clock clock) {
    this.cliniko = cliniko;
    this.records = records;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What to compare, and until when.
   *
   * @param lists those that were taken over as a whole
   * @param seed decides which records are compared field by field
   */
  record Task(
      OrganizationId owner,
      Account account,
      Collection<ClinikoResource> lists,
      long seed,
      Instant until) {}

  Findings compare(Task task) throws InterruptedException {
    var findings = new Findings();
    for (var list : task.lists()) {
      findings.counted(list, records.count(task.owner(), list), count(task, list, findings));
    }
    var sampled = SAMPLED.stream().filter(task.lists()::contains).toList();
    for (var list : sampled) {
      int share = Math.min(settings.sample() / sampled.size(), Selection.Ids.MOST);
      sample(task, list, share, findings);
    }
    return findings;
  }

  private @Nullable Long count(Task task, ClinikoResource list, Findings findings)
      throws InterruptedException {
    if (mayNot(task, list, findings)) {
      return null;
    }
    try {
      return cliniko.count(task.account(), list, IdRange.ALL, false);
    } catch (ClinikoException e) {
      findings.refused(list, e);
      return null;
    }
  }

  private void sample(Task task, ClinikoResource list, int size, Findings findings)
      throws InterruptedException {
    var ids = records.sample(task.owner(), list, task.seed(), size);
    if (ids.isEmpty() || mayNot(task, list, findings)) {
      return;
    }
    try {
      var page = cliniko.byId(task.account(), list, ids);
      var ready = records.read(list, page.records());
      findings.sampled(ids.size(), mismatched(task, list, ids, ready));
    } catch (ClinikoException e) {
      findings.refused(list, e);
    }
  }

  private boolean mayNot(Task task, ClinikoResource list, Findings findings) {
    if (!findings.ended() && clock.instant().isAfter(task.until())) {
      findings.unverified(list, "TIME_LIMIT", "The check took too long");
      return true;
    }
    findings.skipped(list);
    return findings.ended();
  }

  private List<Mismatch> mismatched(
      Task task, ClinikoResource list, List<String> ids, Ready ready) {
    var mismatched = new ArrayList<Mismatch>();
    for (var difference : records.compare(task.owner(), ready)) {
      mismatched.add(
          new Mismatch(
              difference.recordId(), list.resource(), difference.fields(), problem(difference)));
    }
    var unreadable = new HashSet<String>();
    ready.rejects().stream()
        .map(Reject::recordId)
        .filter(Objects::nonNull)
        .forEach(unreadable::add);
    var readable = Set.copyOf(ready.rows().stream().map(row -> row.id()).toList());
    ids.stream()
        .filter(id -> !readable.contains(id))
        .map(
            id ->
                new Mismatch(
                    id,
                    list.resource(),
                    List.of(),
                    unreadable.contains(id) ? "unreadable" : "not_at_source"))
        .forEach(mismatched::add);
    return mismatched;
  }

  private static String problem(Difference difference) {
    return difference.newerAtSource() ? "newer_at_source" : "differs";
  }
}
