@NullMarked
package io.syncledger.sync.run.walk;

import org.jspecify.annotations.NullMarked;
