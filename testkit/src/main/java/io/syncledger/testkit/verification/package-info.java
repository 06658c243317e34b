/**
 * What the product must hold of a clinic, told by the simulator's own records. Knows the product's
 * tables by their names and none of its code, so that it can contradict it.
 */
@NullMarked
package io.syncledger.testkit.verification;

import org.jspecify.annotations.NullMarked;
