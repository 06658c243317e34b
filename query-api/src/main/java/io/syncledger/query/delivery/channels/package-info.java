/** The channels that an organisation sets up for its alerts. */
@NullMarked
package io.syncledger.query.delivery.channels;

import org.jspecify.annotations.NullMarked;
