/**
 * Delivers notifications of alerts to people and programs. This package holds what all parts share:
 * channels, the message, the outcome of an attempt, and {@code NotificationQueue}, through which
 * notifications enter. {@code queue} delivers them, {@code channels} sets up the organizations'
 * channels, {@code transports} has one class for each kind of channel.
 */
@NullMarked
package io.syncledger.query.delivery;

import org.jspecify.annotations.NullMarked;
