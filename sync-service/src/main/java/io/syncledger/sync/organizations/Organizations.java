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

/** Creates, finds and locks organizations. */
@Singleton
public final class Organizations {
  /**
   * Excludes others that lock the organization, but not inserts that reference it: a run that is
   * ending writes such rows while the start of the next run waits for it under this lock. A
   * statement of its own, because Micronaut Data would execute {@code for no key update} as an
   * update.
   */
  private static final String LOCK =
      "select organization_id from organizations where organization_id = ? for no key update";

  private final OrganizationRepository repository;
  private final JdbcOperations database;
  private final Clock clock;

  Organizations(
      OrganizationRepository repository, @Named("sync") JdbcOperations database, Clock clock) {
    this.repository = repository;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Creates an organization.
   *
   * @return empty when the id is taken; that organization stays as it is
   */
  public Optional<Organization> create(OrganizationId id, String name) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return repository.insert(id.value(), name, now) == 0
        ? Optional.empty()
        : Optional.of(new Organization(id.value(), name, now));
  }

  public boolean exists(OrganizationId id) {
    return repository.find(id.value()).isPresent();
  }

  /**
   * Locks the organization until the current transaction ends, so that decisions about it are made
   * one after the other.
   *
   * @return false when there is no organization with this id
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

  /** Returns those of the ids that exist, in order, after the given id. */
  List<Organization> findAmong(Collection<OrganizationId> ids, String after, int limit) {
    return ids.isEmpty()
        ? List.of()
        : repository.findAmong(ids.stream().map(OrganizationId::value).toList(), after, limit);
  }
}
