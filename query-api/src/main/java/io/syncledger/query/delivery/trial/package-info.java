/** A notice through every channel, to see that it would arrive. */
@NullMarked
package io.syncledger.query.delivery.trial;

import org.jspecify.annotations.NullMarked;
