package io.syncledger.sync.outbox;

import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that a partition holds open although nobody is going to end it. No reader of
 * committed records sees it, nor anything behind it.
 *
 * @param producer whose it is, as the partition knows it
 * @param startOffset of its first record
 */
record HangingTransaction(TopicPartition partition, ProducerState producer, long startOffset) {

  AbortTransactionSpec abortSpec() {
    return new AbortTransactionSpec(
        partition,
        producer.producerId(),
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
  }
}
