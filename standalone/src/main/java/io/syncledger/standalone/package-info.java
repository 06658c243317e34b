/**
 * Runs all of Syncledger on one machine with one command: the services, the panel and a simulated
 * Cliniko in this JVM, a Kafka broker and a PostgreSQL server as child processes.
 */
@NullMarked
package io.syncledger.standalone;

import org.jspecify.annotations.NullMarked;
