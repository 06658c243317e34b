package io.syncledger.sync.organizations;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code organizations}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface OrganizationRepository extends GenericRepository<Organization, String> {

  @Query(
      """
      insert into organizations (organization_id, name, created_at)
      values (:organizationId, :name, :createdAt) on conflict do nothing
      """)
  int insert(String organizationId, String name, Instant createdAt);

  @Query("select * from organizations where organization_id = :organizationId")
  Optional<Organization> find(String organizationId);

  @Query(
      """
      select * from organizations where organization_id in (:ids) and organization_id > :after
      order by organization_id limit :limit
      """)
  List<Organization> findAmong(Collection<String> ids, String after, int limit);
}
