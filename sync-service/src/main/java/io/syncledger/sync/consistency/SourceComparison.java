package io.syncledger.sync.consistency;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.Rejection;
import io.syncledger.sync.consistency.CheckReport.Mismatch;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordDifference;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceException;
import io.syncledger.sync.source.SourceResource;
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
final class SourceComparison {
  private final RecordStore records;
  private final ConsistencySettings settings;
  private final Clock clock;

  SourceComparison(RecordStore records, ConsistencySettings settings, Clock clock) {
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
      Source source,
      RequestContext context,
      Collection<SourceResource> lists,
      long seed,
      Instant until) {}

  CheckFindings compare(Task task) throws InterruptedException {
    var findings = new CheckFindings(task.source().displayName());
    for (var list : task.lists()) {
      findings.addCount(
          list, records.countVisible(task.owner(), list), count(task, list, findings));
    }
    var sampled = task.source().sampledResources().stream().filter(task.lists()::contains).toList();
    for (var list : sampled) {
      int share =
          Math.min(settings.sample() / sampled.size(), task.source().client().maxIdsPerRequest());
      sample(task, list, share, findings);
    }
    return findings;
  }

  private @Nullable Long count(Task task, SourceResource list, CheckFindings findings)
      throws InterruptedException {
    if (skipped(task, list, findings)) {
      return null;
    }
    try {
      return task.source().client().count(task.context(), list, IdRange.all(list), false);
    } catch (SourceException e) {
      findings.addRefusal(list, e);
      return null;
    }
  }

  private void sample(Task task, SourceResource list, int size, CheckFindings findings)
      throws InterruptedException {
    var ids = records.sampleIds(task.owner(), list, task.seed(), size);
    if (ids.isEmpty() || skipped(task, list, findings)) {
      return;
    }
    try {
      var page = task.source().client().byId(task.context(), list, ids);
      var ready = records.parse(list, page.records());
      findings.addSample(ids.size(), mismatches(task, list, ids, ready));
    } catch (SourceException e) {
      findings.addRefusal(list, e);
    }
  }

  private boolean skipped(Task task, SourceResource list, CheckFindings findings) {
    if (!findings.isEnded() && clock.instant().isAfter(task.until())) {
      findings.addUnverified(list, "TIME_LIMIT", "The check took too long");
      return true;
    }
    findings.addSkipped(list);
    return findings.isEnded();
  }

  private List<Mismatch> mismatches(
      Task task, SourceResource list, List<String> ids, ParsedPage ready) {
    var mismatched = new ArrayList<Mismatch>();
    for (var difference : records.compare(task.owner(), ready)) {
      mismatched.add(
          new Mismatch(
              difference.recordId(), list.resource(), difference.fields(), problem(difference)));
    }
    var unreadable = new HashSet<String>();
    ready.rejects().stream()
        .map(Rejection::recordId)
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

  private static String problem(RecordDifference difference) {
    return difference.newerAtSource() ? "newer_at_source" : "differs";
  }
}
