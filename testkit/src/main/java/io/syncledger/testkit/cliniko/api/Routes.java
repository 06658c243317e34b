package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Reply;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.records.BadQuery;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which path and method does what. What is not listed here is a 404. */
final class Routes {

  private static final String VERSION = "/v1/";

  private final Clinic clinic;
  private final Reading reading;
  private final Writing writing;

  Routes(Clinic clinic) {
    this.clinic = clinic;
    this.reading = new Reading(clinic);
    this.writing = new Writing(clinic);
  }

  Reply handle(Request request) {
    if (!request.path().startsWith(VERSION)) {
      return Reply.notFound();
    }
    List<String> path = List.of(request.path().substring(VERSION.length()).split("/"));
    try {
      return switch (path.size()) {
        case 1 -> collection(path.getFirst(), request);
        case 2 -> member(path.getFirst(), path.get(1), request);
        case 3 -> below(path.getFirst(), path.get(1), path.get(2), request);
        default -> Reply.notFound();
      };
    } catch (BadQuery e) {
      return Reply.badRequest(e.reason());
    }
  }

  private Reply collection(String name, Request request) {
    if (name.equals("user") && request.method().equals("GET")) {
      return reading.currentUser(request);
    }
    return on(
        name,
        resource ->
            switch (request.method()) {
              case "GET" -> reading.list(resource, request);
              case "POST" -> writing.create(resource, request);
              default -> Reply.notFound();
            });
  }

  private Reply member(String name, String id, Request request) {
    if (name.equals("settings") && id.equals("public")) {
      return Reply.json(200, Documents.publicSettings());
    }
    if (name.equals("practitioners") && id.equals("inactive")) {
      return reading.inactivePractitioners(request);
    }
    return onRecord(
        name,
        id,
        resource ->
            switch (request.method()) {
              case "GET" -> reading.get(resource, id, request);
              case "PATCH", "PUT" -> writing.update(resource, id, request);
              case "DELETE" -> writing.archive(resource, id);
              default -> Reply.notFound();
            });
  }

  private Reply below(String name, String id, String last, Request request) {
    return onRecord(
        name,
        id,
        resource ->
            switch (request.method() + ' ' + last) {
              case "POST archive" -> writing.archive(resource, id);
              case "POST unarchive" -> writing.unarchive(resource, id, request);
              case "PATCH cancel" -> writing.cancel(resource, id, request);
              default ->
                  request.method().equals("GET")
                      ? reading.below(resource, id, last, request)
                      : Reply.notFound();
            });
  }

  private static Reply on(String name, Function<Resource, Reply> action) {
    return Resource.named(name).map(action).orElseGet(Reply::notFound);
  }

  private Reply onRecord(String name, String id, Function<Resource, Reply> action) {
    Optional<Resource> resource =
        Resource.named(name).filter(found -> clinic.table(found).find(id).isPresent());
    return resource.map(action).orElseGet(Reply::notFound);
  }
}
