/**
 * The pages that a browser gets: the description of the API, and the headers that protect every
 * page.
 */
@NullMarked
package io.syncledger.query.web;

import org.jspecify.annotations.NullMarked;
