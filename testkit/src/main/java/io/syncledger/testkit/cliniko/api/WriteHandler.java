package io.syncledger.testkit.cliniko.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.CancellationReason;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Handles POST, PATCH and DELETE. DELETE archives a record, as Cliniko documents it. */
final class WriteHandler {

  // Fields that only the server sets.
  private static final Set<String> NOT_WRITABLE =
      Set.of("id", "created_at", "updated_at", "archived_at", "deleted_at", "merged_at", "links");

  private final Clinic clinic;

  WriteHandler(Clinic clinic) {
    this.clinic = clinic;
  }

  /** Only patients can be created. */
  Response create(Resource resource, Request request) {
    return resource == Resource.PATIENTS ? createPatient(request) : Response.notFound();
  }

  /** Only patients can be edited. */
  Response update(Resource resource, String id, Request request) {
    return resource == Resource.PATIENTS ? updatePatient(id, request) : Response.notFound();
  }

  private Response createPatient(Request request) {
    JsonNode body = request.json();
    Map<String, String> errors = new TreeMap<>();
    requireText(body, "first_name", errors);
    requireText(body, "last_name", errors);
    if (!errors.isEmpty()) {
      return Response.validationFailed(errors);
    }
    String id = clinic.addPatient(patient -> fill(patient, body)).path("id").asText();
    return patient(201, id, request).withHeader("Location", request.linkRoot() + "/patients/" + id);
  }

  private Response updatePatient(String id, Request request) {
    JsonNode body = request.json();
    Map<String, String> errors = new TreeMap<>();
    for (String name : Set.of("first_name", "last_name")) {
      if (body.has(name)) {
        requireText(body, name, errors);
      }
    }
    if (!errors.isEmpty()) {
      return Response.validationFailed(errors);
    }
    clinic.editPatient(id, patient -> fill(patient, body));
    return patient(200, id, request);
  }

  Response archive(Resource resource, String id) {
    if (resource.field(Field.ARCHIVED_AT.name()).isEmpty()) {
      return Response.notFound();
    }
    clinic.archive(resource, id);
    return Response.empty(204);
  }

  Response unarchive(Resource resource, String id, Request request) {
    if (resource != Resource.PATIENTS && resource != Resource.BUSINESSES) {
      return Response.notFound();
    }
    clinic.unarchive(resource, id);
    return new ReadHandler(clinic).get(resource, id, request);
  }

  /** Only individual appointments and attendees of group appointments can be cancelled. */
  Response cancel(Resource resource, String id, Request request) {
    if (resource != Resource.INDIVIDUAL_APPOINTMENTS && resource != Resource.ATTENDEES) {
      return Response.notFound();
    }
    Optional<CancellationReason> reason =
        CancellationReason.of(request.json().path("cancellation_reason").asInt());
    if (reason.isEmpty()) {
      return Response.validationFailed(
          Map.of("cancellation_reason", "is not included in the list"));
    }
    clinic.cancel(resource, id, reason.get());
    return Response.empty(204);
  }

  private Response patient(int status, String id, Request request) {
    return clinic
        .table(Resource.PATIENTS)
        .find(id)
        .map(record -> Response.json(status, ReadHandler.withLinkRoot(record, request)))
        .orElseGet(Response::notFound);
  }

  private static void requireText(JsonNode body, String name, Map<String, String> errors) {
    if (body.path(name).asText("").isBlank()) {
      errors.put(name, "can't be blank");
    }
  }

  private static void fill(ObjectNode patient, JsonNode body) {
    body.properties().stream()
        .filter(field -> patient.has(field.getKey()) && !NOT_WRITABLE.contains(field.getKey()))
        .forEach(field -> patient.set(field.getKey(), field.getValue()));
    String first = patient.path("first_name").asText();
    patient.put("label", first + ' ' + patient.path("last_name").asText());
  }
}
