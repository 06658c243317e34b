package io.syncledger.query.alerts.engine;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;

/**
 * A row of {@code alert_rule_inputs} without its state, which is large and often cached.
 *
 * @param revision a random number that every write changes
 */
@MappedEntity("alert_rule_inputs")
record RuleInputRow(
    @Id String organizationId,
    String service,
    long revision,
    int sourcePartition,
    long sourceOffset) {

  StreamKey key() {
    return new StreamKey(new OrganizationId(organizationId), new ServiceName(service));
  }
}
