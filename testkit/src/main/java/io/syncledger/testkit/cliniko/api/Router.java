package io.syncledger.testkit.cliniko.api;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.InvalidQueryException;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Routes paths and methods to handlers. Everything else gets a 404. */
final class Router {

  private static final String VERSION = "/v1/";

  private final Clinic clinic;
  private final ReadHandler reads;
  private final WriteHandler writes;

  Router(Clinic clinic) {
    this.clinic = clinic;
    this.reads = new ReadHandler(clinic);
    this.writes = new WriteHandler(clinic);
  }

  Response handle(Request request) {
    if (!request.path().startsWith(VERSION)) {
      return Response.notFound();
    }
    List<String> path = List.of(request.path().substring(VERSION.length()).split("/"));
    try {
      return switch (path.size()) {
        case 1 -> collection(path.getFirst(), request);
        case 2 -> member(path.getFirst(), path.get(1), request);
        case 3 -> nested(path.getFirst(), path.get(1), path.get(2), request);
        default -> Response.notFound();
      };
    } catch (InvalidQueryException e) {
      return Response.badRequest(e.reason());
    }
  }

  private Response collection(String name, Request request) {
    if (name.equals("user") && request.method().equals("GET")) {
      return reads.currentUser(request);
    }
    return onResource(
        name,
        resource ->
            switch (request.method()) {
              case "GET" -> reads.list(resource, request);
              case "POST" -> writes.create(resource, request);
              default -> Response.notFound();
            });
  }

  private Response member(String name, String id, Request request) {
    if (name.equals("settings") && id.equals("public")) {
      return Response.json(200, StaticDocuments.publicSettings());
    }
    if (name.equals("practitioners") && id.equals("inactive")) {
      return reads.inactivePractitioners(request);
    }
    return onRecord(
        name,
        id,
        resource ->
            switch (request.method()) {
              case "GET" -> reads.get(resource, id, request);
              case "PATCH", "PUT" -> writes.update(resource, id, request);
              case "DELETE" -> writes.archive(resource, id);
              default -> Response.notFound();
            });
  }

  private Response nested(String name, String id, String last, Request request) {
    return onRecord(
        name,
        id,
        resource ->
            switch (request.method() + ' ' + last) {
              case "POST archive" -> writes.archive(resource, id);
              case "POST unarchive" -> writes.unarchive(resource, id, request);
              case "PATCH cancel" -> writes.cancel(resource, id, request);
              default ->
                  request.method().equals("GET")
                      ? reads.nestedList(resource, id, last, request)
                      : Response.notFound();
            });
  }

  private static Response onResource(String name, Function<Resource, Response> action) {
    return Resource.named(name).map(action).orElseGet(Response::notFound);
  }

  private Response onRecord(String name, String id, Function<Resource, Response> action) {
    Optional<Resource> resource =
        Resource.named(name).filter(found -> clinic.table(found).find(id).isPresent());
    return resource.map(action).orElseGet(Response::notFound);
  }
}
