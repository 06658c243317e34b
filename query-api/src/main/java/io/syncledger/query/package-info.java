/**
 * The read side: projects the topics into tables and serves requests from them. Each package below
 * holds one feature with its controllers, views, SQL and projection; this one holds what they
 * share.
 */
@NullMarked
package io.syncledger.query;

import org.jspecify.annotations.NullMarked;
