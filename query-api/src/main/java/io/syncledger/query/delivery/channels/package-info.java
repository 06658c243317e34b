/** Channels: the organizations' own, their webhook secrets, and test notifications. */
@NullMarked
package io.syncledger.query.delivery.channels;

import org.jspecify.annotations.NullMarked;
