/**
 * Runs: starting one, working on it, and ending it, whatever happens, with exactly one terminal
 * event.
 */
@NullMarked
package io.syncledger.sync.run;

import org.jspecify.annotations.NullMarked;
