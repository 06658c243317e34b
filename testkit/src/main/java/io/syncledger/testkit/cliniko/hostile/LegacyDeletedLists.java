package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.FieldType;
import io.syncledger.testkit.cliniko.records.Filter;
import io.syncledger.testkit.cliniko.records.InvalidQueryException;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undocumented legacy lists such as {@code /patients/deleted}: each archived record as a stub with
 * its deletion time and link. They can be filtered by {@code deleted_at} and {@code id} only.
 */
record LegacyDeletedLists(Clinic clinic) implements FaultEffect {

  private static final Pattern PATH =
      Pattern.compile(
          "/v1/(patients|individual_appointments|group_appointments|attendees)/deleted");
  private static final Field DELETED_AT = new Field("deleted_at", FieldType.INSTANT);
  private static final int LARGEST_PAGE = 100;

  @Override
  public Response apply(Request request, Chain chain) throws InterruptedException {
    Response response = chain.proceed();
    Matcher path = PATH.matcher(request.path());
    // Unauthorized callers still get their error.
    return response.status() == 404 && path.matches()
        ? stubs(Resource.named(path.group(1)).orElseThrow(), request)
        : response;
  }

  private Response stubs(Resource resource, Request request) {
    List<Filter> filters;
    try {
      filters =
          request.parameters().getOrDefault("q[]", List.of()).stream()
              .map(LegacyDeletedLists::filter)
              .toList();
    } catch (InvalidQueryException e) {
      return Response.badRequest(e.reason());
    }
    List<ObjectNode> all =
        clinic
            .records(resource)
            .filter(row -> row.path("archived_at").isTextual())
            .map(row -> row.put("deleted_at", row.path("archived_at").asText()))
            .filter(row -> filters.stream().allMatch(filter -> filter.accepts(new JsonRecord(row))))
            .map(LegacyDeletedLists::stub)
            .toList();
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode stubs = page.putArray(resource.path());
    all.stream().limit(LARGEST_PAGE).forEach(stubs::add);
    page.put("total_entries", all.size());
    page.putObject("links").put("self", request.linkRoot() + request.path().substring(3));
    return Response.json(200, page);
  }

  private static Filter filter(String expression) {
    String[] parts = expression.split(":", 2);
    Field field =
        Optional.of(parts[0])
            .flatMap(
                name ->
                    List.of(Field.ID, DELETED_AT).stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst())
            .orElseThrow(() -> new InvalidQueryException("This column is not searchable."));
    return Filter.of(field, parts.length > 1 ? parts[1] : "");
  }

  private static ObjectNode stub(ObjectNode row) {
    ObjectNode stub = JsonNodeFactory.instance.objectNode();
    stub.set("deleted_at", row.path("deleted_at"));
    stub.set("links", row.path("links"));
    return stub;
  }
}
