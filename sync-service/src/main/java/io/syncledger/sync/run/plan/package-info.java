/**
 * Plans the steps of a run: a pure function of the request and of how far earlier runs have come.
 */
@NullMarked
package io.syncledger.sync.run.plan;

import org.jspecify.annotations.NullMarked;
