/** The API's description, for machines and for browsers. */
@NullMarked
package io.syncledger.query.web;

import org.jspecify.annotations.NullMarked;
