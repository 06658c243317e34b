package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.Resource;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Recognises list requests and creates faults for them. */
final class ListFaults {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VERSION = "/v1/";
  private static final String INACTIVE = "practitioners/inactive";

  private ListFaults() {}

  /** A page of a list that can be modified, and its request. */
  record ListPage(Request request, ObjectNode envelope, ArrayNode records) {

    ObjectNode links() {
      return envelope.withObject("/links");
    }

    String self() {
      return links().path("self").asText();
    }
  }

  /** The resource that is listed; empty for any other request. */
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

  /** A fault that hits list requests at random, a limited number of times. */
  static Fault atRandom(FaultEffect effect, Intensity intensity, HostileSwitch self, int strikes) {
    return Fault.of(effect)
        .when(ListFaults::isList)
        .withProbability(intensity.probability(), self.seed(intensity))
        .times(strikes);
  }

  /** Adds a fault that hits list requests at random, as often as the intensity allows. */
  static void inject(
      ClinikoSimulator cliniko, FaultEffect effect, Intensity intensity, HostileSwitch self) {
    cliniko.faults().add(atRandom(effect, intensity, self, intensity.maxStrikes()));
  }

  static Fault always(FaultEffect effect) {
    return Fault.of(effect).when(ListFaults::isList);
  }

  /** An effect that modifies pages of lists; other responses stay unchanged. */
  static FaultEffect editing(BiConsumer<ListPage, Resource> change) {
    return (request, chain) -> {
      Response response = chain.proceed();
      Optional<Resource> resource = resource(request);
      return response.status() == 200 && resource.isPresent()
          ? editing(request, response, resource.get(), change)
          : response;
    };
  }

  private static Response editing(
      Request request,
      Response response,
      Resource resource,
      BiConsumer<ListPage, Resource> change) {
    try {
      JsonNode body = MAPPER.readTree(response.body());
      if (body instanceof ObjectNode page && page.path(resource.path()) instanceof ArrayNode rows) {
        change.accept(new ListPage(request, page, rows), resource);
        return response.withBody(MAPPER.writeValueAsBytes(page));
      }
      return response;
    } catch (JsonProcessingException e) {
      // Another fault has damaged it already.
      return response;
    } catch (IOException e) {
      throw new IllegalStateException("a response in memory could not be read", e);
    }
  }
}
