package io.syncledger.sync.cliniko;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a list, one after the other, each by the address that the one before gave. Only
 * addresses of the same list at the same host are followed, each once, and not without end.
 */
public final class Walk {
  /** The most that Cliniko gives. */
  static final int PAGE_SIZE = 100;

  private final ClinikoClient client;
  private final Account account;
  private final ClinikoResource resource;
  private final URI list;
  private final int maxPages;
  private final Set<URI> seen = new HashSet<>();
  private @Nullable URI next;
  private int number;

  Walk(ClinikoClient client, Account account, ClinikoResource resource, URI list, int maxPages) {
    this.client = client;
    this.account = account;
    this.resource = resource;
    this.list = list;
    this.maxPages = maxPages;
    this.next = list;
  }

  /**
   * Fetches the next page.
   *
   * @return null after the last one
   * @throws ClinikoException when Cliniko does not give it
   */
  public @Nullable Page next() throws InterruptedException {
    if (next == null) {
      return null;
    }
    if (!seen.add(next) || ++number > maxPages) {
      throw Refusals.notAPage(
          "Cliniko's pages of " + resource.resource() + " do not come to an end");
    }
    var fetched = client.fetch(next, account, resource);
    var envelope = fetched.envelope();
    next = envelope.next() == null ? null : followed(envelope.next());
    var total = envelope.totalEntries();
    return new Page(
        number,
        envelope.records(),
        total == null ? null : Math.clamp(Math.ceilDiv(total, PAGE_SIZE), 0, Integer.MAX_VALUE),
        total,
        fetched.bytes(),
        fetched.durationMs(),
        fetched.at(),
        fetched.requests(),
        Position.START);
  }

  private URI followed(String address) {
    try {
      var uri = new URI(address);
      if (sameList(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The address itself stays unsaid: it may hold anything.
      throw astray();
    }
    throw astray();
  }

  private boolean sameList(URI uri) {
    return Objects.equals(uri.getScheme(), list.getScheme())
        && Objects.equals(uri.getHost(), list.getHost())
        && uri.getPort() == list.getPort()
        && uri.getUserInfo() == null
        && Objects.equals(uri.getPath(), list.getPath());
  }

  private ClinikoException astray() {
    return Refusals.notAPage(
        "Cliniko's link to the next page of " + resource.resource() + " leads elsewhere");
  }
}
