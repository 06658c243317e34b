package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes members that Cliniko's records have in common. */
final class RecordJson {

  private static final List<CancellationReason> REASONS = List.of(CancellationReason.values());

  private RecordJson() {}

  static ObjectNode record(long id, Instant createdAt, Instant updatedAt) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("id", Long.toString(id));
    tree.put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
    return tree;
  }

  static void putInstant(ObjectNode tree, String name, @Nullable Instant instant) {
    tree.put(name, instant == null ? null : instant.toString());
  }

  static void putNulls(ObjectNode tree, String... names) {
    for (String name : names) {
      tree.putNull(name);
    }
  }

  /** The members about a cancellation, which are null or empty if the record is not cancelled. */
  static void putCancellation(ObjectNode tree, @Nullable Instant cancelledAt, int chance) {
    CancellationReason reason = REASONS.get(chance % REASONS.size());
    putInstant(tree, "cancelled_at", cancelledAt);
    tree.put("cancellation_reason", cancelledAt == null ? null : reason.code());
    tree.put("cancellation_reason_description", cancelledAt == null ? "" : reason.description());
    tree.putNull("cancellation_note");
  }

  /** A foreign key, which exists only as a link. */
  static void putLink(ObjectNode tree, String relation, Resource resource, long id) {
    putLink(tree, relation, resource.path() + '/' + id);
  }

  static void putLink(ObjectNode tree, String relation, String path) {
    tree.putObject(relation).putObject("links").put("self", LinkRoot.ORIGIN + '/' + path);
  }

  /** The link to the record itself. */
  static void putSelfLink(ObjectNode tree, Resource resource) {
    String id = tree.path("id").asText();
    tree.putObject("links").put("self", LinkRoot.ORIGIN + '/' + resource.path() + '/' + id);
  }
}
