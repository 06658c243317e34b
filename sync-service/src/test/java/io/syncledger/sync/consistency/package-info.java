@NullMarked
package io.syncledger.sync.consistency;

import org.jspecify.annotations.NullMarked;
