@NullMarked
package io.syncledger.sync.credentials;

import org.jspecify.annotations.NullMarked;
