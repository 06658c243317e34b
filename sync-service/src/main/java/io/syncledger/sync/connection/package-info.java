/** Whether an organisation's account at Cliniko can be reached: one live call, on request. */
@NullMarked
package io.syncledger.sync.connection;

import org.jspecify.annotations.NullMarked;
