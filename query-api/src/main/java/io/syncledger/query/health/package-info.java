/**
 * Health of each service of an organization: its projection, the reported status, which is unknown
 * while the views lag, and the status for people.
 */
@NullMarked
package io.syncledger.query.health;

import org.jspecify.annotations.NullMarked;
