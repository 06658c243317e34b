package io.syncledger.query.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads health; every query is held to one organisation. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface HealthRepository extends GenericRepository<HealthRow, String> {

  @Query(
      """
      select service, state::text as state from sync_state
      where organization_id = :organization order by service
      """)
  List<HealthRow> of(String organization);
}
