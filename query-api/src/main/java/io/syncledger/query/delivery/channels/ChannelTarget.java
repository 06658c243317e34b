package io.syncledger.query.delivery.channels;

import io.syncledger.http.Problem;
import io.syncledger.query.delivery.ChannelKind;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Validates the target that an organization chooses for a channel. */
final class ChannelTarget {
  private static final int MAX_LENGTH = 2_000;

  private ChannelTarget() {}

  /**
   * Returns the URL or mail address in canonical form.
   *
   * @throws Problem 400 naming the field
   */
  static String parse(
      ChannelKind kind, @Nullable String url, @Nullable String address, boolean httpAllowed) {
    if (kind == ChannelKind.EMAIL) {
      return parseMailbox(required("address", address, url == null));
    }
    return parseUrl(required("url", url, address == null), httpAllowed);
  }

  private static String required(String field, @Nullable String value, boolean alone) {
    if (value == null || !alone) {
      throw Problem.badRequest(field, "is what this kind of channel needs, and nothing else");
    }
    if (value.length() > MAX_LENGTH) {
      throw Problem.badRequest(field, "is too long");
    }
    return value.strip();
  }

  private static String parseUrl(String url, boolean httpAllowed) {
    try {
      var uri = new URI(url);
      boolean scheme =
          "https".equalsIgnoreCase(uri.getScheme())
              || (httpAllowed && "http".equalsIgnoreCase(uri.getScheme()));
      if (!scheme
          || uri.getHost() == null
          || uri.getUserInfo() != null
          || uri.getFragment() != null) {
        throw badUrl(httpAllowed);
      }
      return uri.toASCIIString();
    } catch (URISyntaxException e) {
      // The message would repeat the address and any secret in it.
      throw badUrl(httpAllowed);
    }
  }

  private static Problem badUrl(boolean httpAllowed) {
    return Problem.badRequest(
        "url",
        "must be an address with "
            + (httpAllowed ? "http or https" : "https")
            + " and a host, without a user and a fragment");
  }

  private static String parseMailbox(String address) {
    try {
      var mailbox = new InternetAddress(address, true);
      if (mailbox.getAddress().equals(address) && address.contains("@")) {
        return address;
      }
    } catch (AddressException e) {
      // The message would repeat the address.
      throw badMailbox();
    }
    throw badMailbox();
  }

  private static Problem badMailbox() {
    return Problem.badRequest("address", "must be one mail address, such as ops@example.org");
  }
}
