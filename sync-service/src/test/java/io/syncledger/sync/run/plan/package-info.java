@NullMarked
package io.syncledger.sync.run.plan;

import org.jspecify.annotations.NullMarked;
