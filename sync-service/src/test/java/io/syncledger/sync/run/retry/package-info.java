@NullMarked
package io.syncledger.sync.run.retry;

import org.jspecify.annotations.NullMarked;
