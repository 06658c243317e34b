/** HTTP to addresses that organizations choose, without letting them reach the internal network. */
@NullMarked
package io.syncledger.query.delivery.outbound;

import org.jspecify.annotations.NullMarked;
