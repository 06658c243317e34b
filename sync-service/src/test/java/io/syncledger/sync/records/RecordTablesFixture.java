package io.syncledger.sync.records;

import io.micronaut.core.type.Argument;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A service with a database of its own, to store records in. */
public final class RecordTablesFixture implements AutoCloseable {
  public final TestDatabase database = TestDatabase.create();
  public final ServiceInstance service =
      ServiceInstance.start(database.url(), URI.create("http://127.0.0.1:1/v1"), Map.of());
  public final RecordStore records = service.bean(RecordStore.class);

  public UpsertCounts store(OrganizationId owner, ClinikoResource list, String... json) {
    return store(owner, list, RawRecords.of(json));
  }

  public UpsertCounts store(OrganizationId owner, ClinikoResource list, List<RawRecord> page) {
    return transactions().executeWrite(_ -> records.store(owner, records.parse(list, page)));
  }

  @SuppressWarnings("unchecked")
  private TransactionOperations<Connection> transactions() {
    return service
        .context()
        .getBean(
            Argument.of(TransactionOperations.class, Connection.class), Qualifiers.byName("sync"));
  }

  public static OrganizationId newOrganization() {
    return new OrganizationId("org_" + UUID.randomUUID());
  }

  @Override
  public void close() {
    service.close();
  }
}
