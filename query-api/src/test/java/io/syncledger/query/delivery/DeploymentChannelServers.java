package io.syncledger.query.delivery;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.syncledger.query.delivery.fixture.AlertmanagerProcess;
import io.syncledger.query.delivery.fixture.WebhookReceiver;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The servers behind the channels of a deployment; Alertmanager runs where it is installed. */
record DeploymentChannelServers(
    GreenMail mail, WebhookReceiver receiver, AlertmanagerProcess alertmanager)
    implements AutoCloseable {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  static DeploymentChannelServers start(Path directory) throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.start();
    var alertmanager = new AlertmanagerProcess(directory);
    if (AlertmanagerProcess.installed()) {
      alertmanager.start();
    }
    return new DeploymentChannelServers(
        mail, WebhookReceiver.startNew().secret(SECRET), alertmanager);
  }

  /** The settings of a service that delivers to these servers. */
  Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    var prefix = "syncledger.query-api.delivery.";
    settings.put(prefix + "poll-interval", "50ms");
    settings.put(prefix + "resend-interval", "1s");
    settings.put(prefix + "deployment.alertmanager-url", alertmanager.url() + "/");
    settings.put(prefix + "deployment.webhook-url", receiver.url().toString());
    settings.put(prefix + "deployment.webhook-secret", SECRET);
    settings.put(prefix + "deployment.mail-to", "ops@example.org");
    settings.put(prefix + "mail.host", "127.0.0.1");
    settings.put(prefix + "mail.port", mail.getSmtp().getPort());
    settings.put(prefix + "mail.security", "none");
    settings.put(prefix + "mail.from", "syncledger@example.org");
    return settings;
  }

  /** The mails about an organization, in the order of their arrival. */
  List<MimeMessage> mails(String organization) {
    return Stream.of(mail.getReceivedMessages())
        .filter(one -> text(one).contains("Organization: " + organization))
        .toList();
  }

  private static String text(MimeMessage mail) {
    try {
      return mail.getContent().toString();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    alertmanager.close();
    receiver.close();
    mail.stop();
  }
}
