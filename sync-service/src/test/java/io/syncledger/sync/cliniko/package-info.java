@NullMarked
package io.syncledger.sync.cliniko;

import org.jspecify.annotations.NullMarked;
