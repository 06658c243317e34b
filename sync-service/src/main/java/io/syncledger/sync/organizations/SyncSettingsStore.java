package io.syncledger.sync.organizations;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Stores what organizations chose for their scheduled syncs. */
@Singleton
public final class SyncSettingsStore {
  private final TransactionOperations<Connection> transactions;
  private final SyncSettingsRepository repository;
  private final Organizations organizations;
  private final SyncSettingsDefaults defaults;
  private final Clock clock;

  SyncSettingsStore(
      @Named("sync") TransactionOperations<Connection> transactions,
      SyncSettingsRepository repository,
      Organizations organizations,
      SyncSettingsDefaults defaults,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.organizations = organizations;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** A version of an organization's settings that its scheduled task does not follow yet. */
  public record Unapplied(OrganizationId organizationId, long version) {}

  /** The settings of an organization, with defaults where it did not choose. */
  public SyncSettings get(OrganizationId organizationId) {
    return chosen(organizationId).withDefaults(defaults);
  }

  /**
   * Changes the settings that the body names and keeps the others.
   *
   * @throws Problem 404 when there is no such organization, 400 naming every bad field
   */
  SyncSettings change(OrganizationId organizationId, JsonNode body) {
    return transactions.executeWrite(_ -> changed(organizationId, body)).withDefaults(defaults);
  }

  public List<Unapplied> findUnapplied(int limit) {
    return repository.findUnapplied(limit).stream()
        .map(row -> new Unapplied(new OrganizationId(row.organizationId()), row.version()))
        .toList();
  }

  /** Records that the scheduled task follows this version; a later version stays unapplied. */
  public void markApplied(Unapplied choice) {
    repository.markApplied(choice.organizationId().value(), choice.version());
  }

  private SyncSettingsRow changed(OrganizationId organizationId, JsonNode body) {
    if (!organizations.lock(organizationId)) {
      throw Problem.notFound("There is no such organization");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var changed = SyncSettingsPatch.applyTo(chosen(organizationId), body, now);
    repository.upsert(changed);
    return changed;
  }

  private SyncSettingsRow chosen(OrganizationId organizationId) {
    return repository
        .find(organizationId.value())
        .orElse(SyncSettingsRow.none(organizationId.value()));
  }
}
