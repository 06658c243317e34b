package io.syncledger.testkit.cliniko.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small documents that do not belong to a record. */
final class StaticDocuments {

  private StaticDocuments() {}

  static ObjectNode noConflicts() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("conflicts").put("exist", false);
    return document;
  }

  /** The settings that any key may read. */
  static ObjectNode publicSettings() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .putObject("account")
        .put("id", "1500000000000000000")
        .put("name", "Harbour Physio")
        .put("country", "Australia")
        .put("country_code", "AU")
        .put("currency_symbol", "$")
        .put("subdomain", "harbour-physio")
        .put("has_time_travelers", false)
        .put("time_zone_support", true);
    document.putObject("calendar").put("start_hour", 8).put("end_hour", 19);
    return document;
  }
}
