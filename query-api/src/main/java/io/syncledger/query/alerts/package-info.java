/** What deserves someone's attention: the alerts of an organization, and who has seen them. */
@NullMarked
package io.syncledger.query.alerts;

import org.jspecify.annotations.NullMarked;
