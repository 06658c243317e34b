package io.syncledger.testkit.cliniko.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Writes one response to its connection in the way that its delivery requires. Blocks until it is
 * written.
 */
// A failed write or close means that the client is gone; there is nothing left to do.
@SuppressWarnings("FutureReturnValueIgnored")
final class ResponseWriter {

  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final Channel client;
  private final Clock clock;

  ResponseWriter(Channel client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  void send(Response response, boolean keepAlive) throws InterruptedException {
    if (!(response.delivery() instanceof Delivery.Nothing)) {
      client.write(head(response, keepAlive));
    }
    switch (response.delivery()) {
      case Delivery.Nothing nothing -> client.close();
      case Delivery.Whole whole -> finish(body(response, 0, response.body().length), keepAlive);
      case Delivery.CutAfter cut -> cut(response, cut);
      case Delivery.Drip drip -> drip(response, drip, keepAlive);
    }
  }

  private HttpResponse head(Response response, boolean keepAlive) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    if (response.status() != 204) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    head.headers()
        .set(
            HttpHeaderNames.DATE,
            HTTP_DATE.format(ZonedDateTime.now(clock.withZone(ZoneOffset.UTC))));
    if (!keepAlive) {
      head.headers().set(HttpHeaderNames.CONNECTION, "close");
    }
    // Last, so that a response can override any of the above.
    response.headers().forEach(head.headers()::set);
    return head;
  }

  private void finish(ByteBuf rest, boolean keepAlive) throws InterruptedException {
    client.write(new DefaultHttpContent(rest));
    await(client.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    if (!keepAlive) {
      client.close();
    }
  }

  private void cut(Response response, Delivery.CutAfter cut) throws InterruptedException {
    int sent = Math.min(cut.bytes(), response.body().length);
    await(client.writeAndFlush(new DefaultHttpContent(body(response, 0, sent))));
    if (cut.reset()) {
      client.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    client.close();
  }

  private void drip(Response response, Delivery.Drip drip, boolean keepAlive)
      throws InterruptedException {
    int length = response.body().length;
    int sent = 0;
    while (length - sent > drip.bytes() && client.isActive()) {
      await(client.writeAndFlush(new DefaultHttpContent(body(response, sent, drip.bytes()))));
      sent += drip.bytes();
      pause(drip.pause());
    }
    finish(body(response, sent, length - sent), keepAlive);
  }

  private static void pause(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  private static ByteBuf body(Response response, int start, int length) {
    return Unpooled.wrappedBuffer(response.body(), start, length);
  }

  /** Ignores failures, because a client that is gone has already closed its connection. */
  private static void await(ChannelFuture write) throws InterruptedException {
    write.await();
  }
}
