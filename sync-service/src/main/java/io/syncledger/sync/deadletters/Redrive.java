package io.syncledger.sync.deadletters;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.run.RunStarter;
import io.syncledger.sync.run.StartRequest;
import io.syncledger.sync.run.StartResult;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses dead letters, and starts what may close them. */
@Singleton
final class Redrive {
  /** Of letters in one redrive; what is left takes another one. */
  static final int MAX_DEAD_LETTERS = 1_000;

  private final DeadLetterRepository rows;
  private final RunStarter starts;
  private final Sources sources;

  Redrive(DeadLetterRepository rows, RunStarter starts, Sources sources) {
    this.sources = sources;
    this.rows = rows;
    this.starts = starts;
  }

  /**
   * Open letters of one kind: all of records, or one of a run.
   *
   * @throws Problem 400 when neither or both are given, 404 when no letter is open
   */
  List<DeadLetter> select(
      OrganizationId owner, @Nullable List<Long> ids, @Nullable String errorType) {
    if ((ids == null || ids.isEmpty()) == (errorType == null)) {
      throw Problem.badRequest("ids", "must be given, or else error_type");
    }
    var letters =
        errorType == null
            ? rows.findOpen(owner.value(), ids == null ? List.of() : ids)
            : rows.findOpen(owner.value(), errorType, MAX_DEAD_LETTERS);
    if (letters.isEmpty()) {
      throw Problem.notFound("There is no such open dead letter");
    }
    var ofRecords = letters.stream().filter(letter -> !letter.concernsRun()).toList();
    return ofRecords.isEmpty() ? List.of(letters.getLast()) : ofRecords;
  }

  /**
   * Starts a run that fetches the records anew, or the given-up run once more.
   *
   * @throws Problem 409 when a run is live, 422 when no record has an id to be fetched by
   */
  StartResult start(OrganizationId owner, List<DeadLetter> letters) {
    var key = new StreamKey(owner, sources.primary().service());
    if (letters.getFirst().concernsRun()) {
      return restart(key, letters.getFirst());
    }
    var ids =
        letters.stream().filter(letter -> letter.recordId() != null).map(DeadLetter::id).toList();
    if (ids.isEmpty()) {
      throw Problem.badRequest("ids", "must name a record that has an id to fetch it by");
    }
    return starts.redrive(key, ids).orThrowConflict();
  }

  private StartResult restart(StreamKey key, DeadLetter letter) {
    var owner = key.organizationId().value();
    var work =
        rows.findRun(letter.syncId(), owner)
            .orElseThrow(() -> Problem.notFound("The sync of this dead letter is not known"));
    var mode = SyncMode.valueOf(work.mode().toUpperCase(Locale.ROOT).replace('-', '_'));
    boolean full = work.syncType().equals(SyncType.FULL.toString());
    var answer =
        starts.start(new StartRequest(key, mode, full, Trigger.MANUAL, null)).orThrowConflict();
    rows.close(owner, letter.id(), answer.syncId().value());
    return answer;
  }
}
