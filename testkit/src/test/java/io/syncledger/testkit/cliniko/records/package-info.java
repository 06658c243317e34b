@NullMarked
package io.syncledger.testkit.cliniko.records;

import org.jspecify.annotations.NullMarked;
