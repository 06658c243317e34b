package io.syncledger.query.projection;

import io.syncledger.events.wire.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Turns the records of one topic into rows. Each feature has its own projections; a topic may have
 * several.
 */
public interface Projection<V> {
  Topic<V> topic();

  /**
   * Writes the rows of some records, which come in the order of the topic. Writing the same records
   * again must change nothing.
   *
   * @return the organizations whose runs changed, so that their live streams are notified
   */
  Set<String> project(Connection transaction, List<TopicRecord<V>> records) throws SQLException;
}
