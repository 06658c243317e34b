package io.syncledger.sync.run.plan;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Statements on {@code watermarks}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface WatermarkRepository extends GenericRepository<WatermarkRow, String> {

  @Query("select * from watermarks where organization_id = :organizationId and service = :service")
  List<WatermarkRow> find(String organizationId, String service);

  @Query(
      """
      insert into watermarks (organization_id, service, resource, updated_at, change_floor,
        token)
      values (:organizationId, :service, :resource, :updatedAt, :changeFloor, :token)
      on conflict (organization_id, service, resource) do update set
        updated_at = excluded.updated_at, change_floor = excluded.change_floor,
        token = excluded.token
      """)
  int upsert(WatermarkRow row);
}
