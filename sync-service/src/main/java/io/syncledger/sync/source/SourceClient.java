package io.syncledger.sync.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source. Retries transient faults and keeps the source's rate limit on its own; every
 * method throws {@link SourceException} once the source does not give what was asked for, and
 * {@link InterruptedException} while it waits.
 */
public interface SourceClient {

  /** How many ids one request of {@link #ids} or {@link #byId} handles: 1 to 100. */
  int maxIdsPerRequest();

  /**
   * Reads a selection page by page.
   *
   * @param cursor the {@link Page#cursor} to continue from, or {@link Page#START}
   */
  PageIterator pages(
      RequestContext context, SourceResource resource, Selection selection, String cursor);

  /** Counts a list before it is read as a whole, hidden records included. */
  ListStats stats(RequestContext context, SourceResource resource) throws InterruptedException;

  /**
   * Counts the records of a range.
   *
   * @param includeHidden whether those count that the list hides by default
   * @return null when the source reports none
   */
  @Nullable Long count(
      RequestContext context, SourceResource resource, IdRange range, boolean includeHidden)
      throws InterruptedException;

  /**
   * The ids of a range, hidden records included.
   *
   * @throws SourceException also when there are more than {@link #maxIdsPerRequest}
   */
  List<String> ids(RequestContext context, SourceResource resource, IdRange range)
      throws InterruptedException;

  /**
   * Fetches certain records as they are now, hidden ones included. What is missing from the
   * response does not exist at the source.
   *
   * @param ids 1 to {@link #maxIdsPerRequest}
   */
  Page byId(RequestContext context, SourceResource resource, List<String> ids)
      throws InterruptedException;

  /** Sends one request without retries, to see whether the source accepts the credential. */
  void testConnection(RequestContext context) throws InterruptedException;
}
