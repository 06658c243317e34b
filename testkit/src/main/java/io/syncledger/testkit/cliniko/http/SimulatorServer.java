package io.syncledger.testkit.cliniko.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on the loopback address. Each request is handled on its own virtual thread,
 * one at a time per connection.
 */
public final class SimulatorServer implements AutoCloseable {

  private static final int LARGEST_BODY = 1024 * 1024;
  // A read by ids has hundreds of them in its URL.
  private static final int LONGEST_REQUEST_LINE = 64 * 1024;
  private static final HttpDecoderConfig DECODING =
      new HttpDecoderConfig().setMaxInitialLineLength(LONGEST_REQUEST_LINE);

  private final EventLoopGroup network =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("cliniko", true), NioIoHandler.newFactory());
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Channel channel;

  private SimulatorServer(int port, Clock clock, RequestHandler handler) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(network)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client
                        .pipeline()
                        .addLast(new HttpServerCodec(DECODING))
                        .addLast(new HttpObjectAggregator(LARGEST_BODY))
                        .addLast(new FlowControlHandler())
                        .addLast(new ConnectionHandler(requests, clock, handler));
                  }
                });
    ChannelFuture bound =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .awaitUninterruptibly();
    channel = bound.channel();
    if (!bound.isSuccess()) {
      close();
      throw new UncheckedIOException(
          "cannot listen on port " + port + " of 127.0.0.1", new IOException(bound.cause()));
    }
  }

  /**
   * Starts listening; port 0 picks a free port.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public static SimulatorServer open(int port, Clock clock, RequestHandler handler) {
    return new SimulatorServer(port, clock, handler);
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Stops accepting connections, closes open ones and interrupts requests in progress. */
  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    // Before the network, which the last responses still need.
    requests.shutdownNow();
    requests.close();
    network.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
