package io.syncledger.sync.organizations;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.syncledger.events.OrganizationId;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The organisations that exist. */
@Singleton
public final class Organizations {
  /**
   * Keeps out others who lock it, but not rows that refer to it: a run that is ending writes such,
   * and whoever begins the next waits for its end with the organisation locked.
   */
  private static final String LOCK =
      "select organization_id from organizations where organization_id = ? for no key update";

  private final OrganizationRepository rows;
  private final JdbcOperations database;
  private final Clock clock;

  Organizations(OrganizationRepository rows, @Named("sync") JdbcOperations database, Clock clock) {
    this.rows = rows;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Creates an organisation.
   *
   * @return empty when there is one with this id already; it stays as it is
   */
  public Optional<Organization> create(OrganizationId id, String name) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return rows.insert(id.value(), name, now) == 0
        ? Optional.empty()
        : Optional.of(new Organization(id.value(), name, now));
  }

  public boolean exists(OrganizationId id) {
    return rows.find(id.value()).isPresent();
  }

  /**
   * Holds the organisation until the current transaction ends, so that what must not happen twice
   * for it happens one after the other.
   *
   * @return false when there is none with this id
   */
  public boolean lock(OrganizationId id) {
    return database.prepareStatement(
        LOCK,
        statement -> {
          statement.setString(1, id.value());
          try (var result = statement.executeQuery()) {
            return result.next();
          }
        });
  }

  /** Those among the given ones that exist, in the order of their ids, after the given id. */
  List<Organization> findAmong(Collection<OrganizationId> ids, String after, int limit) {
    return ids.isEmpty()
        ? List.of()
        : rows.findAmong(ids.stream().map(OrganizationId::value).toList(), after, limit);
  }
}
