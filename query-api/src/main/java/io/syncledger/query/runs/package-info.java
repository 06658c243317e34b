/**
 * The runs of organizations and their events: their projection, and every view of a run or of the
 * runs of an organization: progress, proof, log, history.
 */
@NullMarked
package io.syncledger.query.runs;

import org.jspecify.annotations.NullMarked;
