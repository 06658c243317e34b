package io.syncledger.query.delivery.transports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.alert.Rule;
import io.syncledger.http.InvalidSettingException;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.DeploymentChannelSettings;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.PermanentFailure;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import io.syncledger.query.delivery.fixture.SampleNotifications;
import io.syncledger.testkit.server.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of a mail server other than acceptance. */
class MailTransportTest {
  private static final Channel CHANNEL =
      new Channel("ch_1", "org_1", ChannelKind.EMAIL, "ops@example.org");
  private static final DeploymentChannelSettings NONE =
      new DeploymentChannelSettings("", "", "", "");

  @ParameterizedTest
  @CsvSource({"RCPT, 550", "MAIL, 553", "DATA, 554"})
  void a_mail_that_a_server_refuses_permanently_is_not_retried(String command, int code)
      throws IOException {
    assertThat(answered(command, code))
        .isEqualTo(new PermanentFailure("the mail server refused it with " + code, code));
  }

  @ParameterizedTest
  @CsvSource({"RCPT, 450", "MAIL, 451", "DATA, 452"})
  void a_mail_that_a_server_refuses_temporarily_is_retried(String command, int code)
      throws IOException {
    assertThat(answered(command, code))
        .isEqualTo(new TemporaryFailure("the mail server answered " + code, code, null));
  }

  @Test
  void a_mail_is_retried_if_the_server_is_down() {
    assertThat(send(FreePorts.any(), "none"))
        .isEqualTo(new TemporaryFailure("no mail server took it", null, null));
  }

  @Test
  void a_server_that_does_not_encrypt_gets_no_mail_unless_that_is_allowed() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, "NOTHING", 0));

      assertThat(send(server.getLocalPort(), "starttls")).isInstanceOf(TemporaryFailure.class);
    }
  }

  @Test
  void mail_for_the_deployment_needs_a_server_and_mailboxes() {
    for (var mailTo : new String[] {"ops@example.org", "nobody@@"}) {
      var settings = settings(25, mailTo.contains("@@") ? "localhost" : "", "none");
      var deployment = new DeploymentChannelSettings("", "", "", mailTo);

      assertThatThrownBy(() -> new MailTransport(settings, deployment, Clock.systemUTC()))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage("ALERT_MAIL_TO needs SMTP_HOST, and must be mailboxes.");
    }
  }

  private static SendOutcome answered(String command, int code) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, command, code));
      return send(server.getLocalPort(), "none");
    }
  }

  private static SendOutcome send(int port, String security) {
    var transport =
        new MailTransport(settings(port, "127.0.0.1", security), NONE, Clock.systemUTC());
    var notification = SampleNotifications.raised("org_1", Rule.STUCK_SYNC, 1);
    return transport.send(CHANNEL, NotificationMessage.of(notification, SampleNotifications.START));
  }

  private static SmtpSettings settings(int port, String host, String security) {
    return new SmtpSettings(host, port, security, "", "", "syncledger@example.org");
  }

  /** Accepts every command but one. */
  private static void serve(ServerSocket server, String refused, int code) {
    try (var client = server.accept();
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      writeLine(client.getOutputStream(), "220 test");
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        writeLine(client.getOutputStream(), line.startsWith(refused) ? code + " no" : "250 yes");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeLine(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
