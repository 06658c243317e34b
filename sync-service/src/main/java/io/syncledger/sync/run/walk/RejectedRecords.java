package io.syncledger.sync.run.walk;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The statements about {@code rejected_records}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface RejectedRecords extends GenericRepository<RejectedRecord, Long> {

  /** In one batch. */
  void saveAll(List<RejectedRecord> records);
}
