/**
 * Runs: starting one, working on it, and ending it, whatever happens, with exactly one terminal
 * event. The packages below know nothing of this one.
 */
@NullMarked
package io.syncledger.sync.run;

import org.jspecify.annotations.NullMarked;
