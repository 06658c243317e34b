@NullMarked
package io.syncledger.sync.run;

import org.jspecify.annotations.NullMarked;
