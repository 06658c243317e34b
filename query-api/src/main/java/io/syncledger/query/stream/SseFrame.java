package io.syncledger.query.stream;

/**
 * A piece of an event stream, as it goes over the wire (WHATWG HTML, server-sent events).
 *
 * @param text ends with an empty line
 */
record SseFrame(String text) {
  /** A comment, which browsers ignore and which keeps proxies from closing a silent connection. */
  static final SseFrame HEARTBEAT = new SseFrame(": heartbeat\n\n");

  /**
   * A run's progress.
   *
   * @param json without line breaks
   */
  static SseFrame progress(StreamPosition id, String json) {
    return new SseFrame("id: " + id + "\nevent: progress\ndata: " + json + "\n\n");
  }

  /**
   * An alert that began, changed or is over.
   *
   * @param json without line breaks
   */
  static SseFrame alert(StreamPosition id, String json) {
    return new SseFrame("id: " + id + "\nevent: alert\ndata: " + json + "\n\n");
  }
}
