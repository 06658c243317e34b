package io.syncledger.standalone.data;

import io.syncledger.standalone.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The keys of a data directory, generated once and readable by their owner only. */
public final class Secrets {
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;

  private Secrets(Path folder) {
    this.folder = folder;
  }

  static Secrets in(Path root) {
    return new Secrets(root.resolve("secrets"));
  }

  /**
   * The existing key that signs tokens; creates none.
   *
   * @throws CannotStartException if no server has ever been started on this directory
   */
  public static String existingTokenKey(Path root) {
    Path file = in(root).tokenKeyFile();
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new CannotStartException(
          "%s has no key yet; run ./syncledger up first, or name its folder with --data"
              .formatted(root),
          e);
    } catch (IOException e) {
      throw new CannotStartException(
          "%s cannot be read; only the user who ran ./syncledger up may sign tokens"
              .formatted(file),
          e);
    }
  }

  /** The key that signs tokens. */
  public String tokenKey() throws IOException {
    return keep(tokenKeyFile(), Base64.getUrlEncoder().withoutPadding());
  }

  /** The key that encrypts Cliniko credentials: 32 bytes in Base64. */
  public String credentialsKey() throws IOException {
    return keep(folder.resolve("credentials-key"), Base64.getEncoder());
  }

  /** The password of the database's owner. */
  public String databasePassword() throws IOException {
    return keep(databasePasswordFile(), Base64.getUrlEncoder().withoutPadding());
  }

  /** The file that contains only the database password. */
  public Path databasePasswordFile() {
    return folder.resolve("postgres-password");
  }

  /** Writes a password file for the PGPASSFILE of PostgreSQL's programs. */
  public Path writePgpass(String user) throws IOException {
    Path file = folder.resolve("pgpass");
    write(file, "*:*:*:%s:%s".formatted(user, databasePassword()));
    return file;
  }

  private Path tokenKeyFile() {
    return folder.resolve("token-key");
  }

  private String keep(Path file, Base64.Encoder encoder) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      write(file, encoder.encodeToString(random));
    }
    return Files.readString(file).strip();
  }

  // Written with the final permissions and then moved, so that it is complete and never readable by
  // others.
  private void write(Path file, String text) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path unfinished =
        Files.createTempFile(folder, "new", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(unfinished, text + "\n");
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
