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

/** What organisations chose for their scheduled syncs. */
@Singleton
public final class SyncSettingsStore {
  private final TransactionOperations<Connection> transactions;
  private final SyncSettingsRepository rows;
  private final Organizations organizations;
  private final SyncSettingsDefaults defaults;
  private final Clock clock;

  SyncSettingsStore(
      @Named("sync") TransactionOperations<Connection> transactions,
      SyncSettingsRepository rows,
      Organizations organizations,
      SyncSettingsDefaults defaults,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.organizations = organizations;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** A choice that what was scheduled before it does not follow yet. */
  public record Unapplied(OrganizationId organizationId, long version) {}

  /** Those of an organisation, the defaults where it did not choose. */
  public SyncSettings of(OrganizationId organizationId) {
    return chosen(organizationId).orElse(defaults);
  }

  /**
   * Changes what the body names and leaves the rest.
   *
   * @throws Problem 404 when there is no such organisation, 400 naming every bad field
   */
  SyncSettings change(OrganizationId organizationId, JsonNode body) {
    return transactions.executeWrite(_ -> changed(organizationId, body)).orElse(defaults);
  }

  public List<Unapplied> findUnapplied(int limit) {
    return rows.findUnapplied(limit).stream()
        .map(row -> new Unapplied(new OrganizationId(row.organizationId()), row.version()))
        .toList();
  }

  /** What is scheduled follows this choice; one that was made later is still to be applied. */
  public void markApplied(Unapplied choice) {
    rows.markApplied(choice.organizationId().value(), choice.version());
  }

  private SyncSettingsRow changed(OrganizationId organizationId, JsonNode body) {
    if (!organizations.lock(organizationId)) {
      throw Problem.notFound("There is no such organization");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var changed = SyncSettingsPatch.applyTo(chosen(organizationId), body, now);
    rows.upsert(changed);
    return changed;
  }

  private SyncSettingsRow chosen(OrganizationId organizationId) {
    return rows.find(organizationId.value()).orElse(SyncSettingsRow.none(organizationId.value()));
  }
}
