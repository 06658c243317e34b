package io.syncledger.sync.letters;

import io.syncledger.events.Mode;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.run.StartAnswer;
import io.syncledger.sync.run.StartRequest;
import io.syncledger.sync.run.StartRun;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses dead letters, and starts what may close them. */
@Singleton
final class Redrive {
  /** Of letters in one redrive; what is left takes another one. */
  static final int MOST = 1_000;

  private final DeadLetterRows rows;
  private final StartRun starts;

  Redrive(DeadLetterRows rows, StartRun starts) {
    this.rows = rows;
    this.starts = starts;
  }

  /**
   * Open letters of one kind: all of records, or one of a run.
   *
   * @throws Problem 400 when neither or both are given, 404 when no letter is open
   */
  List<DeadLetter> chosen(
      OrganizationId owner, @Nullable List<Long> ids, @Nullable String errorType) {
    if ((ids == null || ids.isEmpty()) == (errorType == null)) {
      throw Problem.badRequest("ids", "must be given, or else error_type");
    }
    var letters =
        errorType == null
            ? rows.open(owner.value(), ids == null ? List.of() : ids)
            : rows.open(owner.value(), errorType, MOST);
    if (letters.isEmpty()) {
      throw Problem.notFound("There is no such open dead letter");
    }
    var ofRecords = letters.stream().filter(letter -> !letter.ofRun()).toList();
    return ofRecords.isEmpty() ? List.of(letters.getLast()) : ofRecords;
  }

  /**
   * Starts a run that fetches the records anew, or the given-up run once more.
   *
   * @throws Problem 409 when a run is live, 422 when no record has an id to be fetched by
   */
  StartAnswer start(OrganizationId owner, List<DeadLetter> letters) {
    var key = new StreamKey(owner, ApiKey.SERVICE);
    if (letters.getFirst().ofRun()) {
      return again(key, letters.getFirst());
    }
    var ids =
        letters.stream().filter(letter -> letter.recordId() != null).map(DeadLetter::id).toList();
    if (ids.isEmpty()) {
      throw Problem.badRequest("ids", "must name a record that has an id to fetch it by");
    }
    return starts.redrive(key, ids).orConflict();
  }

  private StartAnswer again(StreamKey key, DeadLetter letter) {
    var owner = key.organizationId().value();
    var work =
        rows.work(letter.syncId(), owner)
            .orElseThrow(() -> Problem.notFound("The sync of this dead letter is not known"));
    var mode = Mode.valueOf(work.mode().toUpperCase(Locale.ROOT).replace('-', '_'));
    boolean full = work.syncType().equals(SyncType.FULL.toString());
    var answer = starts.start(new StartRequest(key, mode, full, Trigger.MANUAL, null)).orConflict();
    rows.close(owner, letter.id(), answer.syncId().value());
    return answer;
  }
}
