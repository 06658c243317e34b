/** The one place that decides whether fixtures run in containers or embedded in the test's JVM. */
@NullMarked
package io.syncledger.testkit.docker;

import org.jspecify.annotations.NullMarked;
