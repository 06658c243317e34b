/**
 * The read side: projects the log into tables and answers from them. Each package below is one
 * question, with its controller, view record and projection.
 */
@NullMarked
package io.syncledger.query;

import org.jspecify.annotations.NullMarked;
