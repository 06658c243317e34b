package io.syncledger.testkit.cliniko.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles one connection: reads a request, responds on a virtual thread, then reads the next. */
// Closing a connection twice is not an error.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  // Invalid HTTP, or a request line that is too long.
  private static final int UNREADABLE = 400;

  private final ExecutorService requests;
  private final Clock clock;
  private final RequestHandler handler;

  ConnectionHandler(ExecutorService requests, Clock clock, RequestHandler handler) {
    this.requests = requests;
    this.clock = clock;
    this.handler = handler;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, FullHttpRequest message) {
    // The next request waits in FlowControlHandler until this one has its response, so responses
    // keep
    // their order.
    client.channel().config().setAutoRead(false);
    if (message.decoderResult().isFailure()) {
      requests.execute(() -> send(client, Response.empty(UNREADABLE), false));
      return;
    }
    Request request = request(message);
    boolean keepAlive = HttpUtil.isKeepAlive(message);
    requests.execute(() -> respond(client, request, keepAlive));
  }

  private void respond(ChannelHandlerContext client, Request request, boolean keepAlive) {
    try {
      send(client, handler.handle(request), keepAlive);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      client.close();
    } catch (RuntimeException e) {
      // The query may contain personal data; the path does not.
      LOG.error(
          "cliniko simulator failed to respond to {} {}", request.method(), request.path(), e);
      client.close();
    }
  }

  private void send(ChannelHandlerContext client, Response response, boolean keepAlive) {
    try {
      new ResponseWriter(client.channel(), clock).send(response, keepAlive);
      client.channel().config().setAutoRead(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      client.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    // A rejected execution means that the server is closing.
    if (!(cause instanceof IOException) && !(cause instanceof RejectedExecutionException)) {
      LOG.error("cliniko simulator lost a connection", cause);
    }
    client.close();
  }

  private static Request request(FullHttpRequest message) {
    QueryStringDecoder uri = new QueryStringDecoder(message.uri());
    Map<String, String> headers =
        message.headers().entries().stream()
            .collect(Collectors.toMap(e -> e.getKey(), e -> e.getValue(), (first, more) -> first));
    String body = message.content().toString(StandardCharsets.UTF_8);
    return new Request(message.method().name(), uri.path(), uri.parameters(), headers, body);
  }
}
