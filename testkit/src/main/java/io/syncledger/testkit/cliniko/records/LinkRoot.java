package io.syncledger.testkit.cliniko.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The root of links in records. Links must contain the host that the client called, which is only
 * known when a page is written. Until then a byte that never occurs in JSON stands for the root, so
 * that serialised records can be copied instead of rebuilt.
 */
public final class LinkRoot {

  /** The root in the clinic's data and in trees returned to tests. */
  public static final String ORIGIN = "https://api.au4.cliniko.com/v1";

  /** JSON escapes control characters, so this one never occurs in a document. */
  private static final byte MARK = 1;

  /** The mark as text, for code that writes JSON itself. */
  public static final String MARKED = Character.toString(MARK);

  private static final byte[] ORIGIN_BYTES = ORIGIN.getBytes(StandardCharsets.UTF_8);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LinkRoot() {}

  /** Serialises a tree with marked links. */
  public static byte[] write(ObjectNode tree) {
    try {
      byte[] json = MAPPER.writeValueAsBytes(tree);
      ByteArrayOutputStream marked = new ByteArrayOutputStream(json.length);
      int start = 0;
      for (int at = nextOrigin(json, 0); at >= 0; at = nextOrigin(json, start)) {
        marked.write(json, start, at - start);
        marked.write(MARK);
        start = at + ORIGIN_BYTES.length;
      }
      marked.write(json, start, json.length - start);
      return marked.toByteArray();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses marked JSON, with links rooted at {@link #ORIGIN}. */
  static ObjectNode read(byte[] marked) {
    try {
      ByteArrayOutputStream json = new ByteArrayOutputStream(marked.length * 2);
      copy(marked, ORIGIN_BYTES, json);
      return (ObjectNode) MAPPER.readTree(json.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends marked JSON with the marks replaced by the root. */
  public static void copy(byte[] marked, byte[] root, ByteArrayOutputStream out) {
    int start = 0;
    for (int i = 0; i < marked.length; i++) {
      if (marked[i] == MARK) {
        out.write(marked, start, i - start);
        out.writeBytes(root);
        start = i + 1;
      }
    }
    out.write(marked, start, marked.length - start);
  }

  private static int nextOrigin(byte[] json, int from) {
    for (int i = from; i <= json.length - ORIGIN_BYTES.length; i++) {
      if (json[i] == 'h'
          && Arrays.equals(
              json, i, i + ORIGIN_BYTES.length, ORIGIN_BYTES, 0, ORIGIN_BYTES.length)) {
        return i;
      }
    }
    return -1;
  }
}
