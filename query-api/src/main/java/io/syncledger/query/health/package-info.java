/**
 * How each service of an organization is doing: the projection of health, what may be claimed of it
 * while the views lag, and the status for people.
 */
@NullMarked
package io.syncledger.query.health;

import org.jspecify.annotations.NullMarked;
