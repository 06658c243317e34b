package io.syncledger.query.projection;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads {@code projection_positions}. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface PositionRepository extends GenericRepository<PositionRow, String> {

  @Query("select topic, partition, position from projection_positions")
  List<PositionRow> all();
}
