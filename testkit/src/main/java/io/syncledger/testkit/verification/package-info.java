/**
 * Compares the product's tables with a simulated clinic. Knows the tables by name but uses none of
 * the product's code, so that it can contradict it.
 */
@NullMarked
package io.syncledger.testkit.verification;

import org.jspecify.annotations.NullMarked;
