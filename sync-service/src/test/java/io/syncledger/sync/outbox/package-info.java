@NullMarked
package io.syncledger.sync.outbox;

import org.jspecify.annotations.NullMarked;
