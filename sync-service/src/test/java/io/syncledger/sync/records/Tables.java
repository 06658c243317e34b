package io.syncledger.sync.records;

import io.micronaut.core.type.Argument;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.Database;
import io.syncledger.sync.Instance;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.RawRecord;
import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A service on a database of its own, and its records. */
final class Tables implements AutoCloseable {
  final Database database = Database.create();
  final Instance service =
      Instance.start(database.url(), URI.create("http://127.0.0.1:1/v1"), Map.of());
  final Records records = service.get(Records.class);

  Stored store(OrganizationId owner, ClinikoResource list, String... json) {
    return store(owner, list, Raw.records(json));
  }

  Stored store(OrganizationId owner, ClinikoResource list, List<RawRecord> page) {
    return transactions().executeWrite(_ -> records.store(owner, records.read(list, page)));
  }

  @SuppressWarnings("unchecked")
  private TransactionOperations<Connection> transactions() {
    return service
        .context()
        .getBean(
            Argument.of(TransactionOperations.class, Connection.class), Qualifiers.byName("sync"));
  }

  static OrganizationId owner() {
    return new OrganizationId("org_" + UUID.randomUUID());
  }

  @Override
  public void close() {
    service.close();
  }
}
