@NullMarked
package io.syncledger.sync.schedule;

import org.jspecify.annotations.NullMarked;
