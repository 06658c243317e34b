package io.syncledger.sync.hostile;

import io.syncledger.events.Rejection;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.SyncEvent.SyncRetryScheduled;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncEvent.Terminal;
import io.syncledger.events.SyncId;
import io.syncledger.events.fold.RunState;
import io.syncledger.sync.EventLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The events since a start: of a run and its retries. */
record SyncHistory(List<SyncEvent> events) {

  /** Whether the last run has ended and no other will follow it. */
  boolean isOver() {
    if (events.isEmpty()) {
      return false;
    }
    var last = runs().lastEntry().getValue();
    return last.stream().anyMatch(Terminal.class::isInstance)
        && last.stream().noneMatch(SyncRetryScheduled.class::isInstance);
  }

  /** Each run's events, by its id, in the order of their starts. */
  LinkedHashMap<SyncId, List<SyncEvent>> runs() {
    var runs = new LinkedHashMap<SyncId, List<SyncEvent>>();
    for (var event : events) {
      runs.computeIfAbsent(event.envelope().syncId(), _ -> new ArrayList<>()).add(event);
    }
    return runs;
  }

  List<RunState> runStates() {
    return runs().values().stream().map(EventLog::fold).toList();
  }

  RunState lastRun() {
    return runStates().getLast();
  }

  List<SyncStarted> startEvents() {
    return events.stream()
        .filter(SyncStarted.class::isInstance)
        .map(SyncStarted.class::cast)
        .toList();
  }

  /** The ids of rejected records, by resource; "" for records without a valid id. */
  Map<String, Set<String>> rejected() {
    return events.stream()
        .filter(RecordsRejected.class::isInstance)
        .map(RecordsRejected.class::cast)
        .collect(
            Collectors.groupingBy(
                RecordsRejected::resource,
                Collectors.flatMapping(
                    event -> event.rejects().stream().map(SyncHistory::id), Collectors.toSet())));
  }

  private static String id(Rejection reject) {
    return reject.recordId() == null ? "" : reject.recordId();
  }
}
