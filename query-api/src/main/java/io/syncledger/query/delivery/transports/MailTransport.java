package io.syncledger.query.delivery.transports;

import io.syncledger.http.InvalidSettingException;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.DeploymentChannelSettings;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.PermanentFailure;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import io.syncledger.query.delivery.Transport;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Sends notifications by SMTP. All attempts of one notification have the same Message-ID. */
@Singleton
final class MailTransport implements Transport {
  private static final String TIMEOUT_MS = "5000";
  private static final int OK = 250;

  private final SmtpSettings settings;
  private final Clock clock;
  private final Session session;

  /**
   * @throws InvalidSettingException when the deployment has mail recipients but no mail server, or
   *     a recipient is malformed
   */
  MailTransport(SmtpSettings settings, DeploymentChannelSettings deployment, Clock clock) {
    if (!deployment.mailTo().isBlank()
        && (settings.host().isBlank() || !areMailboxes(deployment.mailTo()))) {
      throw new InvalidSettingException("ALERT_MAIL_TO needs SMTP_HOST, and must be mailboxes.");
    }
    this.settings = settings;
    this.clock = clock;
    this.session =
        Session.getInstance(
            properties(settings),
            new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), settings.password());
              }
            });
  }

  private static boolean areMailboxes(String text) {
    try {
      return InternetAddress.parse(text, true).length > 0;
    } catch (AddressException e) {
      return false; // the message would repeat the address
    }
  }

  private static Properties properties(SmtpSettings settings) {
    var properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isBlank()));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.security().equals("tls")));
    boolean startTls = settings.security().equals("starttls");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.connectiontimeout", TIMEOUT_MS);
    properties.put("mail.smtp.timeout", TIMEOUT_MS);
    properties.put("mail.smtp.writetimeout", TIMEOUT_MS);
    properties.put("mail.smtp.localhost", "syncledger");
    return properties;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public boolean available() {
    return !settings.host().isBlank();
  }

  @Override
  public SendOutcome send(Channel channel, NotificationMessage message) {
    try {
      jakarta.mail.Transport.send(mail(channel, message));
      return new Accepted(OK);
    } catch (MessagingException e) {
      return toOutcome(e);
    }
  }

  private MimeMessage mail(Channel channel, NotificationMessage message) throws MessagingException {
    var text = MailText.of(message);
    var mail = new IdentifiedMail(session, message.id());
    mail.setFrom(new InternetAddress(settings.from()));
    mail.setRecipients(
        jakarta.mail.Message.RecipientType.TO, InternetAddress.parse(channel.target(), true));
    mail.setSubject(text.subject(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setText(text.body(), StandardCharsets.UTF_8.name());
    mail.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office answers: RFC 3834
    return mail;
  }

  /** Codes from 500 on are permanent failures (RFC 5321, 4.2.1). */
  private static SendOutcome toOutcome(MessagingException failure) {
    var status = status(failure);
    if (status != null && status >= 500) {
      return new PermanentFailure("the mail server refused it with " + status, status);
    }
    return new TemporaryFailure(
        status == null ? "no mail server took it" : "the mail server answered " + status,
        status,
        null);
  }

  private static @Nullable Integer status(MessagingException failure) {
    for (Exception cause = failure; cause != null; cause = next(cause)) {
      switch (cause) {
        case SMTPAddressFailedException address -> {
          return address.getReturnCode();
        }
        case SMTPSendFailedException send when send.getReturnCode() > 0 -> {
          if (!(send.getNextException() instanceof SMTPAddressFailedException)) {
            return send.getReturnCode();
          }
        }
        default -> {}
      }
    }
    return null;
  }

  private static @Nullable Exception next(Exception failure) {
    return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  /** A message whose Message-ID is the notification's id instead of a random one. */
  private static final class IdentifiedMail extends MimeMessage {
    private final String id;

    IdentifiedMail(Session session, String notificationId) {
      super(session);
      this.id = "<" + notificationId.replace('/', '.') + "@syncledger>";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
