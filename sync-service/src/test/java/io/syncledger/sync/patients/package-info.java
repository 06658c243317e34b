@NullMarked
package io.syncledger.sync.patients;

import org.jspecify.annotations.NullMarked;
