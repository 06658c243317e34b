package io.syncledger.sync.deadletters;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.http.Problem;
import io.syncledger.sync.deadletters.RedriveLauncher.Launched;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selects open dead letters and starts the run that may close them. */
@Singleton
final class Redrive {
  /** Dead letters that one redrive takes at most; the rest needs another redrive. */
  static final int MAX_DEAD_LETTERS = 1_000;

  private final DeadLetterRepository repository;
  private final RedriveLauncher launcher;
  private final Sources sources;

  Redrive(DeadLetterRepository repository, RedriveLauncher launcher, Sources sources) {
    this.repository = repository;
    this.launcher = launcher;
    this.sources = sources;
  }

  /**
   * Selects open dead letters of one kind: either all that concern records, or one of a run.
   *
   * @throws Problem 400 when neither or both selections are given, 404 when no dead letter is open
   */
  List<DeadLetter> select(
      OrganizationId organizationId, @Nullable List<Long> ids, @Nullable String errorType) {
    if ((ids == null || ids.isEmpty()) == (errorType == null)) {
      throw Problem.badRequest("ids", "must be given, or else error_type");
    }
    var selected =
        errorType == null
            ? repository.findOpen(organizationId.value(), ids == null ? List.of() : ids)
            : repository.findOpen(organizationId.value(), errorType, MAX_DEAD_LETTERS);
    if (selected.isEmpty()) {
      throw Problem.notFound("There is no such open dead letter");
    }
    var ofRecords = selected.stream().filter(letter -> !letter.concernsRun()).toList();
    return ofRecords.isEmpty() ? List.of(selected.getLast()) : ofRecords;
  }

  /**
   * Starts a run that fetches the records again, or one in place of the run that was given up.
   *
   * @throws Problem 409 when a run is live, 400 when no record has an id to fetch it by
   */
  Launched start(OrganizationId organizationId, List<DeadLetter> selected) {
    var key = new StreamKey(organizationId, sources.primary().service());
    if (selected.getFirst().concernsRun()) {
      return restart(key, selected.getFirst());
    }
    var ids =
        selected.stream().filter(letter -> letter.recordId() != null).map(DeadLetter::id).toList();
    if (ids.isEmpty()) {
      throw Problem.badRequest("ids", "must name a record that has an id to fetch it by");
    }
    return launcher.redrive(key, ids);
  }

  private Launched restart(StreamKey key, DeadLetter letter) {
    var organizationId = key.organizationId().value();
    var run =
        repository
            .findRun(letter.syncId(), organizationId)
            .orElseThrow(() -> Problem.notFound("The sync of this dead letter is not known"));
    var mode = SyncMode.parse(run.mode());
    boolean full = run.syncType().equals(SyncType.FULL.toString());
    var launched = launcher.restart(key, mode, full);
    repository.close(organizationId, letter.id(), launched.syncId().value());
    return launched;
  }
}
