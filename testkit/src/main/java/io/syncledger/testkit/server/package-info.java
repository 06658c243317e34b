/**
 * Starts services and tools as processes and calls them; decides between containers and embedded
 * servers.
 */
@NullMarked
package io.syncledger.testkit.server;

import org.jspecify.annotations.NullMarked;
