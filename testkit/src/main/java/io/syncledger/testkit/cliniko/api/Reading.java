package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Reply;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.records.BadQuery;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.FieldType;
import io.syncledger.testkit.cliniko.records.Filter;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.Query;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Slice;
import io.syncledger.testkit.cliniko.records.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What GET answers. */
final class Reading {

  private static final Field ACTIVE = new Field("active", FieldType.BOOLEAN);
  // Lists the records' links lead to although the simulated clinic has nothing to put in them.
  private static final Set<String> EMPTY_BELOW_PATIENTS =
      Set.of("medical_alerts", "invoices", "patient_attachments", "treatment_notes");

  private final Clinic clinic;

  Reading(Clinic clinic) {
    this.clinic = clinic;
  }

  /** {@code /patients} and its like; of the practitioners, only the active ones. */
  Reply list(Resource resource, Request request) {
    return resource == Resource.PRACTITIONERS
        ? practitioners(request, "=true")
        : list(resource.path(), clinic.table(resource), query(resource, request), request);
  }

  Reply inactivePractitioners(Request request) {
    return practitioners(request, "=false");
  }

  /** One record; an archived or cancelled one is served too. */
  Reply get(Resource resource, String id, Request request) {
    return clinic
        .table(resource)
        .find(id)
        .map(record -> one(record, request))
        .orElseGet(Reply::notFound);
  }

  /** A list below one record. */
  Reply below(Resource parent, String id, String name, Request request) {
    if (clinic.table(parent).find(id).isEmpty()) {
      return Reply.notFound();
    }
    if (name.equals("conflicts")) {
      return Reply.json(200, Documents.noConflicts());
    }
    if (parent == Resource.PATIENTS && EMPTY_BELOW_PATIENTS.contains(name)) {
      return Listing.of(name, request, query(parent, request), new Slice(List.of(), 0));
    }
    return SubCollection.of(parent, name)
        .map(children -> children(children, id, request))
        .orElseGet(Reply::notFound);
  }

  /** The user whose key it is. */
  Reply currentUser(Request request) {
    Slice users = clinic.table(Resource.USERS).page(query(Resource.USERS, request));
    return one(users.records().getFirst(), request);
  }

  private Reply children(SubCollection collection, String parentId, Request request) {
    Resource resource = collection.children();
    Field key = resource.field(collection.foreignKey()).orElseThrow();
    Query query = query(resource, request).and(Filter.of(key, "=" + parentId));
    return list(collection.path(), clinic.table(resource), query, request);
  }

  private Reply practitioners(Request request, String active) {
    Resource resource = Resource.PRACTITIONERS;
    Query query = query(resource, request).and(Filter.of(ACTIVE, active));
    return list(resource.path(), clinic.table(resource), query, request);
  }

  private static Reply list(String name, Table table, Query query, Request request) {
    return Listing.of(name, request, query, table.page(query));
  }

  /**
   * @throws BadQuery when the parameters are not understood
   */
  private static Query query(Resource resource, Request request) {
    return Query.parse(request.parameters(), resource);
  }

  private static Reply one(ClinicRecord record, Request request) {
    return Reply.json(200, rooted(record, request));
  }

  static byte[] rooted(ClinicRecord record, Request request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(record.json().length * 2);
    LinkRoot.copy(record.json(), request.linkRoot().getBytes(StandardCharsets.UTF_8), out);
    return out.toByteArray();
  }
}
