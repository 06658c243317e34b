/** A clinic's patients: reading what Cliniko says about them, and keeping it. */
@NullMarked
package io.syncledger.sync.patients;

import org.jspecify.annotations.NullMarked;
