package io.syncledger.query.delivery.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names to public addresses only. The client connects to the address returned here
 * without resolving again, so a name cannot change between check and use (DNS rebinding).
 */
final class PublicAddressResolver implements DnsResolver {
  private final DnsResolver delegate;

  PublicAddressResolver(DnsResolver delegate) {
    this.delegate = delegate;
  }

  /** The host has an address that is not public. */
  static final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublicException() {
      super("not a public address");
    }
  }

  /** One address that is not public makes the whole host suspect. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = delegate.resolve(host);
    if (!Arrays.stream(addresses).allMatch(AddressRange::isPublic)) {
      throw new NotPublicException();
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return delegate.resolveCanonicalHostname(host);
  }
}
