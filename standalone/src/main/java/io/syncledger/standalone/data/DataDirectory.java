package io.syncledger.standalone.data;

import io.syncledger.standalone.CannotStartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The data directory, locked while it is in use. */
public final class DataDirectory implements AutoCloseable {
  /** Kafka and PostgreSQL preallocate files; with less space they would fail during operation. */
  static final long LEAST_SPACE = 500L << 20;

  private static final long FULL = 16L << 20;

  private final Path root;
  private final boolean temporary;
  private final FileChannel channel;

  private DataDirectory(Path root, boolean temporary, FileChannel channel) {
    this.root = root;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Opens a permanent directory and creates it if needed.
   *
   * @throws CannotStartException if it cannot be written, lacks space or is in use
   */
  public static DataDirectory keep(Path folder) {
    return open(folder.toAbsolutePath().normalize(), false);
  }

  /** Opens a new directory that is deleted on close. */
  public static DataDirectory temporary() {
    try {
      return open(Files.createTempDirectory("syncledger-"), true);
    } catch (IOException e) {
      throw new CannotStartException(
          "No temporary folder can be created in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  public Path root() {
    return root;
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path streams() {
    return root.resolve("streams");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Secrets secrets() {
    return Secrets.in(root);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary) {
      FileTree.delete(root);
    }
  }

  private static DataDirectory open(Path folder, boolean temporary) {
    try {
      createPrivate(folder);
      Files.createDirectories(folder.resolve("logs"));
      requireSpace(folder);
      return new DataDirectory(folder, temporary, lock(folder));
    } catch (AccessDeniedException e) {
      throw new CannotStartException(
          "No permission to write %s; choose another folder with --data".formatted(e.getFile()), e);
    } catch (FileSystemException e) {
      throw new CannotStartException(
          "%s cannot be used as the data folder (%s); choose another with --data"
              .formatted(folder, e.getReason() == null ? "it is not a folder" : e.getReason()),
          e);
    } catch (IOException e) {
      throw new CannotStartException("%s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /** Whether the disk is full, which can be the cause of many errors. */
  public static boolean isFull(@Nullable Path folder) {
    Path disk = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
    try {
      return Files.getFileStore(disk).getUsableSpace() < FULL;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireSpace(Path folder) throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    if (usable < LEAST_SPACE) {
      throw new CannotStartException(
          "The disk of %s has %d MB left, but at least %d MB are needed"
              .formatted(folder, usable >> 20, LEAST_SPACE >> 20));
    }
  }

  // The lock ends with the process; the pid in the file is for users.
  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve("standalone.pid");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new CannotStartException(
          "%s is in use by the standalone of process %s; stop that one, or choose another folder with --data"
              .formatted(folder, Files.readString(file).strip()));
    }
    // Through this channel, because closing another one on the same file would release the lock.
    String number = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(ByteBuffer.wrap(number.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
