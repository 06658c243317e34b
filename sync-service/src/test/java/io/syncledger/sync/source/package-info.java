@NullMarked
package io.syncledger.sync.source;

import org.jspecify.annotations.NullMarked;
