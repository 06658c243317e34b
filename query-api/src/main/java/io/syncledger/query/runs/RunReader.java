package io.syncledger.query.runs;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncId;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads the present state of runs. */
@Singleton
public final class RunReader {
  private final RunRepository runs;

  RunReader(RunRepository runs) {
    this.runs = runs;
  }

  /**
   * Finds one run.
   *
   * @throws Problem 404 when none of the caller's organizations has it; whether another one has it
   *     is not disclosed
   */
  public RunState find(Caller caller, SyncId syncId) {
    var organizations = caller.organizations().stream().map(OrganizationId::value).toList();
    return runs.find(organizations, syncId.value())
        .map(RunRow::toRun)
        .orElseThrow(() -> Problem.notFound("There is no such sync"));
  }

  /** The newest runs of all services, newest first. */
  public List<RunState> newest(OrganizationId organization, int limit) {
    return runs.newest(organization.value(), limit).stream().map(RunRow::toRun).toList();
  }

  /** The newest runs of one service, newest first. */
  public List<RunState> newest(OrganizationId organization, ServiceName service, int limit) {
    return runs.newest(organization.value(), service.value(), limit).stream()
        .map(RunRow::toRun)
        .toList();
  }

  /** The newest runs that have not ended, up to the limit, and the latest one that has. */
  public List<RunRow> current(OrganizationId organization, int limit) {
    return runs.current(organization.value(), limit);
  }

  /**
   * Runs whose latest state lies beyond a position in {@code sync.runs}, in the order of the topic.
   *
   * @param position the next offset of each partition
   * @param limit for each partition
   */
  public List<RunRow> changed(OrganizationId organization, Map<Integer, Long> position, int limit) {
    var partitions =
        position.entrySet().stream()
            .map(entry -> Map.of("partition", entry.getKey(), "next", entry.getValue()))
            .toList();
    var json = new String(EventJson.write(partitions), StandardCharsets.UTF_8);
    return runs.changed(organization.value(), json, limit);
  }
}
