package io.syncledger.query.delivery.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * A range of IP addresses, and the ranges that are not public: those in IANA's special-purpose
 * address registries, and those that embed another address.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AddressRange(byte[] prefix, int bits) {
  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // shared by carriers
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local; metadata of clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // relays to IPv6
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4") // reserved, broadcast
          .map(AddressRange::parse)
          .toList();

  /** The public IPv6 addresses. */
  private static final AddressRange GLOBAL = parse("2000::/3");

  /** Exceptions in that range: special-purpose, or embedding an IPv4 address. */
  private static final List<AddressRange> NOT_GLOBAL =
      Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
          .map(AddressRange::parse)
          .toList();

  /** Whether the address can be reached on the public internet. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? NOT_PUBLIC.stream().noneMatch(range -> range.contains(bytes))
        : GLOBAL.contains(bytes) && NOT_GLOBAL.stream().noneMatch(range -> range.contains(bytes));
  }

  private static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    return new AddressRange(
        InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
        Integer.parseInt(text.substring(slash + 1)));
  }

  private boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
