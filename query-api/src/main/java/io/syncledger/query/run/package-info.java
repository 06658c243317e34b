/** What the views of a run share. */
@NullMarked
package io.syncledger.query.run;

import org.jspecify.annotations.NullMarked;
