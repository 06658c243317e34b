@NullMarked
package io.syncledger.sync.organizations;

import org.jspecify.annotations.NullMarked;
