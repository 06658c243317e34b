package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.hostile.ListFaults.ListPage;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.ListQuery;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Outdated states of records in lists of former records: an active practitioner among the inactive
 * ones, an active patient among the archived ones.
 */
final class GhostRecords {

  private static final Duration OLDER = Duration.ofDays(1);

  private GhostRecords() {}

  /** An outdated state, and the requests in whose lists it appears. */
  private record Ghost(Resource resource, ObjectNode tree, Predicate<Request> listed) {}

  static FaultEffect of(RandomEdits changes) {
    List<Ghost> ghosts = new ArrayList<>();
    first(changes, Resource.PRACTITIONERS, row -> row.path("active").asBoolean())
        .forEach(row -> ghosts.add(inactive(row)));
    first(changes, Resource.PATIENTS, row -> row.path("archived_at").isNull())
        .forEach(row -> ghosts.add(archived(row)));
    return ListFaults.editing(
        (page, resource) ->
            ghosts.stream()
                .filter(ghost -> ghost.resource() == resource)
                .filter(ghost -> ghost.listed().test(page.request()))
                .filter(ghost -> passes(page.request(), ghost))
                .forEach(ghost -> list(page, ghost)));
  }

  private static List<ObjectNode> first(
      RandomEdits changes, Resource resource, Predicate<ObjectNode> wanted) {
    return changes.clinic().rows(resource).stream().filter(wanted).limit(1).toList();
  }

  private static Ghost inactive(ObjectNode practitioner) {
    older(practitioner).put("active", false);
    return new Ghost(
        Resource.PRACTITIONERS, practitioner, request -> request.path().endsWith("/inactive"));
  }

  private static Ghost archived(ObjectNode patient) {
    older(patient).put("archived_at", patient.path("updated_at").asText());
    return new Ghost(
        Resource.PATIENTS,
        patient,
        request ->
            request.parameters().getOrDefault("q[]", List.of()).stream()
                .anyMatch(filter -> filter.matches("archived_at:(>.*|\\?)")));
  }

  private static ObjectNode older(ObjectNode row) {
    Instant updated = Instant.parse(row.path("updated_at").asText());
    return row.put("updated_at", updated.minus(OLDER).toString());
  }

  private static boolean passes(Request request, Ghost ghost) {
    JsonRecord record = new JsonRecord(ghost.tree());
    return ListQuery.parse(request.parameters(), ghost.resource()).filters().stream()
        .allMatch(filter -> filter.accepts(record));
  }

  /** Inserts it into the first page, sorted by {@code updated_at}. */
  private static void list(ListPage page, Ghost ghost) {
    page.envelope().put("total_entries", page.envelope().path("total_entries").asInt() + 1);
    if (page.request().parameter("page").orElse("1").equals("1")) {
      List<JsonNode> rows = new ArrayList<>();
      page.records().forEach(rows::add);
      rows.add(ghost.tree());
      rows.sort(Comparator.comparing(row -> row.path("updated_at").asText()));
      page.records().removeAll().addAll(rows);
    }
  }
}
