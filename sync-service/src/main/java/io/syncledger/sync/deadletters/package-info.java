/**
 * What people see of the dead letters, and what they do about them: list them, rehearse a redrive,
 * redrive.
 */
@NullMarked
package io.syncledger.sync.deadletters;

import org.jspecify.annotations.NullMarked;
