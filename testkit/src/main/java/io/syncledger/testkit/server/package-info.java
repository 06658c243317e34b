/** How fixtures run their servers: in containers or embedded, and on which ports. */
@NullMarked
package io.syncledger.testkit.server;

import org.jspecify.annotations.NullMarked;
