package io.syncledger.query.freshness;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads {@code data_freshness}; every query is restricted to one organization. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface DataFreshnessRepository extends GenericRepository<DataFreshness, String> {

  /** Every type of a service's data, by name; no source has as many as 200. */
  @Query(
      """
      select resource, last_checked_at, last_changed_at from data_freshness
      where organization_id = :organization and service = :service order by resource limit 200
      """)
  List<DataFreshness> find(String organization, String service);
}
