package io.syncledger.query.stream;

/**
 * A frame to be sent, and the position of the stream once it has been sent.
 *
 * @param position also the frame's id
 */
record StreamUpdate(StreamPosition position, SseFrame frame) {}
