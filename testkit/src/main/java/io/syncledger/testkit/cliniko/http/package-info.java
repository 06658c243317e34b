/**
 * HTTP between clients and the clinic: requests, responses, and their delivery, complete or broken.
 * Uses Netty instead of the JDK's server, because broken responses need a false Content-Length, a
 * false Date, or a connection reset instead of a clean close.
 */
@NullMarked
package io.syncledger.testkit.cliniko.http;

import org.jspecify.annotations.NullMarked;
