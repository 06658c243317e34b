/** HTTP to addresses that others name, without letting them reach into the network inside. */
@NullMarked
package io.syncledger.query.delivery.outbound;

import org.jspecify.annotations.NullMarked;
