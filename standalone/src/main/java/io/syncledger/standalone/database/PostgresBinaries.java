package io.syncledger.standalone.database;

import io.syncledger.standalone.CannotStartException;
import io.syncledger.standalone.data.FileTree;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path once per version. */
public record PostgresBinaries(Path directory) {

  /**
   * Unpacks them unless that has been done before.
   *
   * @param cache the directory for unpacked programs
   */
  public static PostgresBinaries unpack(Path cache) throws IOException {
    byte[] archive = archive();
    var checksum = new CRC32();
    checksum.update(archive);
    Path directory = cache.resolve("postgres-%08x".formatted(checksum.getValue()));
    if (!Files.exists(directory)) {
      Files.createDirectories(cache);
      // Unpacks and then moves, so that the directory is complete even if two processes do it at
      // once or one is killed.
      Path unfinished = Files.createTempDirectory(cache, "unpacking");
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
      extract(archive, unfinished);
      moveUnlessThere(unfinished, directory);
    }
    return new PostgresBinaries(directory);
  }

  /** The path of a program such as {@code pg_ctl}. */
  public String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try (InputStream found =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, machine.equals("amd64") ? "x86_64" : machine)) {
      return found.readAllBytes();
    } catch (IllegalStateException e) {
      throw new CannotStartException(
          "There is no bundled PostgreSQL for %s on %s; standalone mode runs on Linux and macOS with x86-64 or ARM64"
              .formatted(System.getProperty("os.name"), machine),
          e);
    }
  }

  private static void extract(byte[] archive, Path target) throws IOException {
    try (var entries =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Path parent = Objects.requireNonNull(path.getParent());
          Files.createDirectories(parent);
          write(entries, entry, path, parent.endsWith("bin"));
        }
      }
    }
  }

  private static void write(
      TarArchiveInputStream entries, TarArchiveEntry entry, Path path, boolean program)
      throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(entries, path);
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void moveUnlessThere(Path unfinished, Path directory) throws IOException {
    try {
      Files.move(unfinished, directory);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      FileTree.delete(unfinished);
    }
  }
}
