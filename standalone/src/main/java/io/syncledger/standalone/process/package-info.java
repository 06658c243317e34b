/** Child processes that do not outlive this one for long. */
@NullMarked
package io.syncledger.standalone.process;

import org.jspecify.annotations.NullMarked;
