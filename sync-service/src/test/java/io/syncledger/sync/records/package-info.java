@NullMarked
package io.syncledger.sync.records;

import org.jspecify.annotations.NullMarked;
