package io.syncledger.query.projection;

import io.syncledger.events.wire.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How what one topic says becomes rows. Each feature brings its own, several of one topic. */
public interface Projection<V> {
  Topic<V> topic();

  /**
   * Writes the rows of some entries, given in the order of the topic. Writing the same entries
   * again must change nothing.
   *
   * @return the organisations whose runs changed, to wake who watches them
   */
  Set<String> project(Connection transaction, List<TopicRecord<V>> entries) throws SQLException;
}
