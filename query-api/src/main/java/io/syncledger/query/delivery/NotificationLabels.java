package io.syncledger.query.delivery;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.WireName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.Incident;
import io.syncledger.events.alert.Rule;
import io.syncledger.events.alert.Severity;
import io.syncledger.events.wire.EventJson;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels that identify what a notification is about. All notifications of an alert carry the
 * same labels; otherwise Alertmanager would take them for different alerts.
 */
public final class NotificationLabels {
  /** Label names. */
  public enum Label {
    ALERTNAME,
    ORGANIZATION_ID,
    SERVICE,
    RULE,
    SEVERITY,
    INCIDENT_ID,
    ERROR_CODE;

    /** The wire form. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  private NotificationLabels() {}

  static Map<String, String> of(Alert alert) {
    return labels(
        Map.of(
            Label.ALERTNAME, name(alert.rule()),
            Label.ORGANIZATION_ID, alert.organizationId().value(),
            Label.SERVICE, alert.service().value(),
            Label.RULE, alert.rule().toString(),
            Label.SEVERITY, alert.severity().toString()));
  }

  static Map<String, String> of(Incident incident) {
    return labels(
        Map.of(
            Label.ALERTNAME, "SyncledgerIncident",
            Label.INCIDENT_ID, incident.incidentId(),
            Label.SERVICE, incident.service().value(),
            Label.ERROR_CODE, incident.errorCode(),
            Label.SEVERITY, Severity.CRITICAL.toString()));
  }

  static Map<String, String> test(OrganizationId organization) {
    return labels(
        Map.of(
            Label.ALERTNAME, "SyncledgerTest",
            Label.ORGANIZATION_ID, organization.value(),
            Label.SEVERITY, "none"));
  }

  /** The JSON members of a record, plus additional ones. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  static Map<String, Object> payload(Record source, Map<String, Object> additional) {
    var data = new TreeMap<String, Object>(EventJson.read(EventJson.write(source), Map.class));
    data.putAll(additional);
    return data;
  }

  /** Such as {@code SyncledgerStuckSync}. */
  private static String name(Rule rule) {
    return Arrays.stream(rule.toString().split("_", -1))
        .map(PropertyNamingStrategies.UpperCamelCaseStrategy.INSTANCE::translate)
        .collect(Collectors.joining("", "Syncledger", ""));
  }

  private static Map<String, String> labels(Map<Label, String> labels) {
    var named = new TreeMap<String, String>();
    labels.forEach((label, value) -> named.put(label.toString(), value));
    return named;
  }
}
