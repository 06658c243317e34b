@NullMarked
package io.syncledger.testkit.cliniko.clinic;

import org.jspecify.annotations.NullMarked;
