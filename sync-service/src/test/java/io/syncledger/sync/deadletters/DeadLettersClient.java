package io.syncledger.sync.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The REST API of one organization's dead letters. */
record DeadLettersClient(ServiceInstance service, OrganizationId organization) {

  ApiClient viewer() {
    return ApiClient.withRole(service, Role.VIEWER, organization);
  }

  ApiClient operator() {
    return ApiClient.withRole(service, Role.OPERATOR, organization);
  }

  String path() {
    return "/api/v1/dead-letters/" + organization.value();
  }

  ApiClient.Response redrive(String body) {
    return operator().postJson(path() + "/redrive", body);
  }

  ApiClient.Response dryRun(String body) {
    return operator().postJson(path() + "/redrive?dry_run=true", body);
  }

  /** The open dead letters. */
  List<JsonNode> open() {
    return list(viewer().get(path()).json().path("dead_letters"));
  }

  /** The open dead letter of a record. */
  JsonNode open(String record) {
    return find(open(), record).orElseThrow();
  }

  /** The dead letter of a record, open or closed. */
  JsonNode any(String record) {
    var all = viewer().get(path() + "?include_redriven=true").json().path("dead_letters");
    return find(list(all), record).orElseThrow();
  }

  /** A redrive's body that selects the open dead letters of these records. */
  String selecting(String... records) {
    return "{\"ids\": "
        + List.of(records).stream().map(record -> open(record).path("id").asLong()).toList()
        + "}";
  }

  private static Optional<JsonNode> find(List<JsonNode> letters, String record) {
    return letters.stream()
        .filter(letter -> letter.path("record_id").asText().equals(record))
        .findFirst();
  }

  private static List<JsonNode> list(JsonNode letters) {
    return StreamSupport.stream(letters.spliterator(), false).toList();
  }
}
