@NullMarked
package io.syncledger.sync.letters;

import org.jspecify.annotations.NullMarked;
