/** What became of notices, and sending one again. */
@NullMarked
package io.syncledger.query.delivery.deliveries;

import org.jspecify.annotations.NullMarked;
