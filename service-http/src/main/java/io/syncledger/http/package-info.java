/**
 * What every HTTP door of the product shares: who calls, in which role, for which organisations,
 * how errors and lists look. Knows no business.
 */
@NullMarked
package io.syncledger.http;

import org.jspecify.annotations.NullMarked;
