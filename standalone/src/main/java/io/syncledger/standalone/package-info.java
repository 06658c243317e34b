/**
 * All of Syncledger on one machine by one command: the services, the panel and a simulated Cliniko
 * in this JVM, a Kafka broker and a PostgreSQL server as its children.
 */
@NullMarked
package io.syncledger.standalone;

import org.jspecify.annotations.NullMarked;
