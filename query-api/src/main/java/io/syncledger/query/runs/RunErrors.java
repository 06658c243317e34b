package io.syncledger.query.runs;

import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.RejectedRecord;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.query.HumanFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes the errors of a run, without any data of a record. */
public final class RunErrors {
  /** The code of a run that was reported completed while its own events contradict that. */
  private static final String UNPROVEN = "UNPROVEN";

  private RunErrors() {}

  /** One line for the failure, if the run failed, and one for each rejected record. */
  static List<String> messages(RunState run) {
    return Stream.concat(Stream.ofNullable(failureMessage(run)), rejectionMessages(run).stream())
        .toList();
  }

  /** The reason why the run failed, as a sentence; null unless it did. */
  public static @Nullable String failureMessage(RunState run) {
    if (run.status() != RunStatus.FAILED) {
      return null;
    }
    return run.ending() instanceof SyncFailed failed
        ? failed.failure().message()
        : "The run is unproven: " + String.join("; ", Proof.of(run).problems());
  }

  /** The code of the failure; null unless the run failed. */
  public static @Nullable String failureCode(RunState run) {
    if (run.status() != RunStatus.FAILED) {
      return null;
    }
    return run.ending() instanceof SyncFailed failed ? failed.failure().errorCode() : UNPROVEN;
  }

  /** One line per rejected record: {@code Patient ID 12345: Invalid phone number format}. */
  static List<String> rejectionMessages(RunState run) {
    return run.progress().rejects().stream().map(RunErrors::rejectionMessage).toList();
  }

  private static String rejectionMessage(RejectedRecord rejected) {
    var reject = rejected.reject();
    var id = reject.recordId() == null ? "without ID" : "ID " + reject.recordId();
    return HumanFormat.singular(rejected.resource()) + " " + id + ": " + reject.reason();
  }
}
