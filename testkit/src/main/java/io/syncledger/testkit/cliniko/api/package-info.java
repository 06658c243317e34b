/** Cliniko's v1 API over a clinic: which path does what, and the shapes of its JSON. */
@NullMarked
package io.syncledger.testkit.cliniko.api;

import org.jspecify.annotations.NullMarked;
