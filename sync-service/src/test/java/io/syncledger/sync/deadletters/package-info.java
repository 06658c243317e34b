@NullMarked
package io.syncledger.sync.deadletters;

import org.jspecify.annotations.NullMarked;
