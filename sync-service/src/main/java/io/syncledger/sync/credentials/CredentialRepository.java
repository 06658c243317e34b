package io.syncledger.sync.credentials;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Reads and writes {@code credentials}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface CredentialRepository extends GenericRepository<CredentialRow, String> {

  /** Changes nothing when there is no such organization. */
  @Query(
      """
      insert into credentials (organization_id, service, key_id, nonce, ciphertext, api_region,
        updated_at)
      select organization_id, :service, :keyId, :nonce, :ciphertext,
        :apiRegion, :updatedAt
      from organizations where organization_id = :organizationId
      on conflict (organization_id, service) do update set
        key_id = excluded.key_id, nonce = excluded.nonce, ciphertext = excluded.ciphertext,
        api_region = excluded.api_region, updated_at = excluded.updated_at, valid = true,
        version = credentials.version + 1
      """)
  int upsert(CredentialRow row);

  @Query("select * from credentials where organization_id = :organizationId and service = :service")
  Optional<CredentialRow> find(String organizationId, String service);

  @Query("delete from credentials where organization_id = :organizationId and service = :service")
  int delete(String organizationId, String service);

  @Query(
      """
      update credentials set valid = false where organization_id = :organizationId
        and service = :service and version = :version
      """)
  int invalidate(String organizationId, String service, long version);
}
