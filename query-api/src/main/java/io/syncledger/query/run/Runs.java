package io.syncledger.query.run;

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

/** The runs of organisations, as they are now. */
@Singleton
public final class Runs {
  private final RunRows rows;

  Runs(RunRows rows) {
    this.rows = rows;
  }

  /**
   * One run.
   *
   * @throws Problem 404 when none of the caller's organisations has it; that another one has it is
   *     not told
   */
  public RunState find(Caller caller, SyncId syncId) {
    var organizations = caller.organizations().stream().map(OrganizationId::value).toList();
    if (organizations.isEmpty()) {
      throw unknown();
    }
    return rows.find(organizations, syncId.value()).map(RunRow::run).orElseThrow(Runs::unknown);
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such sync");
  }

  /** Newest first. */
  public List<RunState> newest(OrganizationId organization, int limit) {
    return rows.newest(organization.value(), limit).stream().map(RunRow::run).toList();
  }

  /** Newest first. */
  public List<RunState> newest(OrganizationId organization, ServiceName service, int limit) {
    return rows.newest(organization.value(), service.value(), limit).stream()
        .map(RunRow::run)
        .toList();
  }

  /** Runs going on, newest first, at most so many, and the latest that has ended. */
  public List<RunRow> current(OrganizationId organization, int limit) {
    return rows.current(organization.value(), limit);
  }

  /**
   * Runs whose latest state lies beyond a position in {@code sync.runs}, in its order.
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
    return rows.changed(organization.value(), json, limit);
  }
}
