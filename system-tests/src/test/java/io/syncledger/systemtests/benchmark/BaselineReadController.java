package io.syncledger.systemtests.benchmark;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.syncledger.http.lifecycle.ServiceLauncher;
import jakarta.inject.Named;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a read costs at the least: one row by its primary key, as text, for anybody. */
@Controller("/bare")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = BaselineReadController.PROPERTY)
final class BaselineReadController {
  static final String PROPERTY = "benchmark.bare-read";

  private final DataSource database;

  BaselineReadController(@Named("query") DataSource database) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
  }

  @Get("/{owner}/{run}")
  String status(String owner, String run) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select status from sync_logs where organization_id = ? and sync_id = ?"
                    + " and service = 'cliniko'")) {
      statement.setString(1, owner);
      statement.setString(2, run);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  public static void main(String[] args) {
    ServiceLauncher.run(BaselineReadController.class, args, "query-api");
  }
}
