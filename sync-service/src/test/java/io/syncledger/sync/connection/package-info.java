@NullMarked
package io.syncledger.sync.connection;

import org.jspecify.annotations.NullMarked;
