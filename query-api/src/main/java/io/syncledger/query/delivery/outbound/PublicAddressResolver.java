package io.syncledger.query.delivery.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves only to addresses of the public internet. The connection is made to what is returned
 * here and nothing is asked again, so that a name cannot point elsewhere between check and use.
 */
final class PublicAddressResolver implements DnsResolver {
  private final DnsResolver names;

  PublicAddressResolver(DnsResolver names) {
    this.names = names;
  }

  /** A host whose address is not for others to reach. */
  static final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublicException() {
      super("not a public address");
    }
  }

  /** One address inside makes all of a host's suspect. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = names.resolve(host);
    if (!Arrays.stream(addresses).allMatch(AddressRange::isPublic)) {
      throw new NotPublicException();
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }
}
