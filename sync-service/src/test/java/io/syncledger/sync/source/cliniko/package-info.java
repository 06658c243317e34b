@NullMarked
package io.syncledger.sync.source.cliniko;

import org.jspecify.annotations.NullMarked;
