package io.syncledger.systemtests.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.EventTypes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** An external tool that reports its syncs, event by event. */
record ExternalEmitter(URI base, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sends the events and waits until the log has them. */
  void emit(List<SyncEvent> events) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      for (var event : events) {
        var response = http.send(request(event), BodyHandlers.ofString());
        if (response.statusCode() != 202) {
          throw new AssertionError(response.statusCode() + " " + response.body());
        }
      }
    }
  }

  private HttpRequest request(SyncEvent event) throws IOException {
    return HttpRequest.newBuilder(base.resolve("/api/v1/ingest/events"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/cloudevents+json")
        .POST(BodyPublishers.ofByteArray(cloudEvent(event)))
        .build();
  }

  private static byte[] cloudEvent(SyncEvent event) throws IOException {
    var data = JSON.readTree(EventJson.write(event));
    var cloudEvent = JSON.createObjectNode();
    cloudEvent
        .put("specversion", "1.0")
        .put("type", EventTypes.nameOf(event))
        .put("source", "/warehouse-import")
        .put("id", event.envelope().id().toString())
        .put("subject", event.envelope().key().toString())
        .put("time", EventJson.INSTANT.format(event.envelope().occurredAt()))
        .put("datacontenttype", "application/json")
        .set("data", data);
    return JSON.writeValueAsBytes(cloudEvent);
  }
}
