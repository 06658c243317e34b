package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.FieldType;
import io.syncledger.testkit.cliniko.records.Filter;
import io.syncledger.testkit.cliniko.records.InvalidQueryException;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.ListQuery;
import io.syncledger.testkit.cliniko.records.Page;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Handles GET requests. */
final class ReadHandler {

  private static final Field ACTIVE = new Field("active", FieldType.BOOLEAN);
  // Records link to these lists, but the simulated clinic has nothing to put into them.
  private static final Set<String> EMPTY_BELOW_PATIENTS =
      Set.of("medical_alerts", "invoices", "patient_attachments", "treatment_notes");

  private final Clinic clinic;

  ReadHandler(Clinic clinic) {
    this.clinic = clinic;
  }

  /** A top-level list such as {@code /patients}; of the practitioners, only the active ones. */
  Response list(Resource resource, Request request) {
    return resource == Resource.PRACTITIONERS
        ? practitioners(request, "=true")
        : list(resource.path(), clinic.table(resource), query(resource, request), request);
  }

  Response inactivePractitioners(Request request) {
    return practitioners(request, "=false");
  }

  /** A single record, even if it is archived or cancelled. */
  Response get(Resource resource, String id, Request request) {
    return clinic
        .table(resource)
        .find(id)
        .map(record -> single(record, request))
        .orElseGet(Response::notFound);
  }

  /** A list below a record. */
  Response nestedList(Resource parent, String id, String name, Request request) {
    if (clinic.table(parent).find(id).isEmpty()) {
      return Response.notFound();
    }
    if (name.equals("conflicts")) {
      return Response.json(200, StaticDocuments.noConflicts());
    }
    if (parent == Resource.PATIENTS && EMPTY_BELOW_PATIENTS.contains(name)) {
      return ListResponse.of(name, request, query(parent, request), new Page(List.of(), 0));
    }
    return SubCollection.of(parent, name)
        .map(children -> children(children, id, request))
        .orElseGet(Response::notFound);
  }

  /** The user to whom the key belongs. */
  Response currentUser(Request request) {
    Page users = clinic.table(Resource.USERS).page(query(Resource.USERS, request));
    return single(users.records().getFirst(), request);
  }

  private Response children(SubCollection collection, String parentId, Request request) {
    Resource resource = collection.children();
    Field key = resource.field(collection.foreignKey()).orElseThrow();
    ListQuery query = query(resource, request).and(Filter.of(key, "=" + parentId));
    return list(collection.path(), clinic.table(resource), query, request);
  }

  private Response practitioners(Request request, String active) {
    Resource resource = Resource.PRACTITIONERS;
    ListQuery query = query(resource, request).and(Filter.of(ACTIVE, active));
    return list(resource.path(), clinic.table(resource), query, request);
  }

  private static Response list(String name, Table table, ListQuery query, Request request) {
    return ListResponse.of(name, request, query, table.page(query));
  }

  /**
   * @throws InvalidQueryException if the parameters are invalid
   */
  private static ListQuery query(Resource resource, Request request) {
    return ListQuery.parse(request.parameters(), resource);
  }

  private static Response single(ClinicRecord record, Request request) {
    return Response.json(200, withLinkRoot(record, request));
  }

  static byte[] withLinkRoot(ClinicRecord record, Request request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(record.json().length * 2);
    LinkRoot.copy(record.json(), request.linkRoot().getBytes(StandardCharsets.UTF_8), out);
    return out.toByteArray();
  }
}
