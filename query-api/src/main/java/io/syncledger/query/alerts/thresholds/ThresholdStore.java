package io.syncledger.query.alerts.thresholds;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Caller;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import io.syncledger.query.SyncIntervalSettings;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Reads and changes organizations' thresholds. A change re-evaluates their alerts at once. */
@Singleton
public final class ThresholdStore {
  /**
   * @param overrides what was set here: for all services, or on top of that for one
   * @param effective the thresholds in force with them
   */
  record Setting(SortedMap<String, Object> overrides, Thresholds effective) {}

  private final TransactionOperations<Connection> transactions;
  private final ThresholdRepository repository;
  private final Thresholds defaults;
  private final Clock clock;

  ThresholdStore(
      @Named("query") TransactionOperations<Connection> transactions,
      ThresholdRepository repository,
      SyncIntervalSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.defaults = Thresholds.defaults(settings.syncInterval());
    this.clock = clock;
  }

  /** The current overrides of these services' organizations. */
  public ThresholdOverrides overridesFor(Collection<StreamKey> keys) {
    return read(keys.stream().map(key -> key.organizationId().value()).collect(Collectors.toSet()));
  }

  private ThresholdOverrides read(Set<String> organizations) {
    var overrides = new HashMap<String, SortedMap<String, Object>>();
    for (var row : repository.findAll(organizations)) {
      overrides.put(
          ThresholdOverrides.key(row.organizationId(), row.service()),
          ThresholdOverrides.parse(row.settings()));
    }
    return new ThresholdOverrides(defaults, overrides);
  }

  /**
   * @param service empty for all services
   */
  Setting get(OrganizationId organization, String service) {
    var stored = read(Set.of(organization.value()));
    return new Setting(
        stored.own(organization.value(), service), stored.effective(organization.value(), service));
  }

  /**
   * @param patch the thresholds to change
   * @throws Problem 400 naming every invalid field; nothing has changed then
   */
  Setting put(OrganizationId organization, String service, JsonNode patch, Caller caller) {
    var errors = ThresholdsPatch.validate(patch);
    if (!errors.isEmpty()) {
      throw Problem.badRequest(errors);
    }
    return transactions.executeWrite(
        _ -> change(organization.value(), service, patch, caller.subject()));
  }

  private Setting change(String organization, String service, JsonNode patch, String changedBy) {
    repository.lock("alert_thresholds " + organization);
    var before = read(Set.of(organization));
    var own = ThresholdsPatch.applyTo(before.own(organization, service), patch);
    var after = before.with(organization, service, own);
    after.services(organization).forEach(one -> validate(after, organization, one));
    var json = new String(EventJson.write(own), StandardCharsets.UTF_8);
    repository.upsert(organization, service, json, changedBy, clock.instant());
    repository.reevaluate(organization, service);
    return new Setting(own, after.effective(organization, service));
  }

  private static void validate(ThresholdOverrides changed, String organization, String service) {
    try {
      var unused = changed.effective(organization, service);
    } catch (RuntimeException e) {
      throw toProblem(e);
    }
  }

  private static RuntimeException toProblem(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidEventException invalid) {
        return Problem.badRequest(List.of(FieldError.of(invalid)));
      }
    }
    return failure;
  }
}
