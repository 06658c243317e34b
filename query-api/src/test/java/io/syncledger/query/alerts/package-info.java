/** Tests of alerts on a real Kafka log and a real database. */
@NullMarked
package io.syncledger.query.alerts;

import org.jspecify.annotations.NullMarked;
