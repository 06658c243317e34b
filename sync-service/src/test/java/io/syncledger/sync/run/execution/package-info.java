@NullMarked
package io.syncledger.sync.run.execution;

import org.jspecify.annotations.NullMarked;
