/**
 * Brings notices of alerts to people and programs. What a notice says, where it goes and what may
 * become of an attempt stands here; each kind of channel has a package of its own below, as have
 * the queue, the channels that organisations set up, and what is told about deliveries.
 */
@NullMarked
package io.syncledger.query.delivery;

import org.jspecify.annotations.NullMarked;
