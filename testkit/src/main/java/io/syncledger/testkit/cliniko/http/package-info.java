/**
 * HTTP between clients and the clinic: requests, replies and how they are delivered, whole or
 * broken. Netty, not the JDK's server, because broken replies need what only it allows: a false
 * Content-Length, a false Date, a connection reset instead of a clean end.
 */
@NullMarked
package io.syncledger.testkit.cliniko.http;

import org.jspecify.annotations.NullMarked;
