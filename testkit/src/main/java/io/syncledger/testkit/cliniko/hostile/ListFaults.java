package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.Resource;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Which requests are for lists, and faults that strike those. */
final class ListFaults {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VERSION = "/v1/";
  private static final String INACTIVE = "practitioners/inactive";

  private ListFaults() {}

  /** An answered page that can be changed, and the request it answers. */
  record ListPage(Request request, ObjectNode envelope, ArrayNode records) {

    ObjectNode links() {
      return envelope.withObject("/links");
    }

    String self() {
      return links().path("self").asText();
    }
  }

  /** Whose list it is; empty when the request is for anything else. */
  static Optional<Resource> resource(Request request) {
    if (!request.method().equals("GET") || !request.path().startsWith(VERSION)) {
      return Optional.empty();
    }
    String path = request.path().substring(VERSION.length());
    return Resource.named(path.equals(INACTIVE) ? Resource.PRACTITIONERS.path() : path);
  }

  static boolean isList(Request request) {
    return resource(request).isPresent();
  }

  /** Strikes lists by chance, and only so often. */
  static Fault atRandom(FaultEffect effect, Intensity dose, HostileSwitch one, int strikes) {
    return Fault.of(effect)
        .when(ListFaults::isList)
        .withProbability(dose.probability(), dose.seedFor(one))
        .times(strikes);
  }

  static Fault always(FaultEffect effect) {
    return Fault.of(effect).when(ListFaults::isList);
  }

  /** Changes an answered page; an answer that is none stays as it is. */
  static FaultEffect editing(BiConsumer<ListPage, Resource> change) {
    return (request, rest) -> {
      Response reply = rest.proceed();
      Optional<Resource> resource = resource(request);
      return reply.status() == 200 && resource.isPresent()
          ? editing(request, reply, resource.get(), change)
          : reply;
    };
  }

  private static Response editing(
      Request request, Response reply, Resource resource, BiConsumer<ListPage, Resource> change) {
    try {
      JsonNode body = MAPPER.readTree(reply.body());
      if (body instanceof ObjectNode page && page.path(resource.path()) instanceof ArrayNode rows) {
        change.accept(new ListPage(request, page, rows), resource);
        return reply.withBody(MAPPER.writeValueAsBytes(page));
      }
      return reply;
    } catch (JsonProcessingException e) {
      // Another fault has damaged it before.
      return reply;
    } catch (IOException e) {
      throw new IllegalStateException("an answer in memory could not be read", e);
    }
  }
}
