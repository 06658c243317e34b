/** The REST paths below {@code /api/v1/cliniko}: what only Cliniko's clients ask for. */
@NullMarked
package io.syncledger.sync.cliniko;

import org.jspecify.annotations.NullMarked;
