package io.syncledger.query.projection;

import io.syncledger.events.wire.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How the records of one topic become rows. Each feature brings its own, several of one topic. */
public interface Projection {
  Topic<?> topic();

  /**
   * Writes the rows of some records, given in the order of the topic. Writing the same records
   * again must change nothing.
   *
   * @return the organisations whose runs changed, to wake who watches them
   */
  Set<String> project(
      Connection transaction, List<? extends ConsumerRecord<String, byte[]>> records)
      throws SQLException;
}
