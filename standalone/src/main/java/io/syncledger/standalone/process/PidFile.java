package io.syncledger.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stores the pid of a child process for the next start, which may find it running if this JVM was
 * killed.
 *
 * @param file holds the process id on its first line
 * @param commandLineMarker a path on the child's command line: numbers are used again, so only a
 *     process that also names it is ours
 */
public record PidFile(Path file, Path commandLineMarker) {
  private static final long POLL_MS = 50;

  /** Stores a pid. */
  public void write(long pid) throws IOException {
    Files.writeString(file, pid + "\n");
  }

  /** Deletes the file after the process has exited. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Waits for a leftover process to exit; kills it after the grace period. */
  public void stopLeftover(Duration grace) throws IOException, InterruptedException {
    if (!endsWithin(grace)) {
      findLive().ifPresent(ProcessHandle::destroyForcibly);
      if (!endsWithin(grace)) {
        throw new IOException("A process of an earlier start does not exit, see " + file);
      }
    }
    delete();
  }

  /** The process with the stored pid, if it is running and ours. */
  public Optional<ProcessHandle> findLive() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readString(file)
        .lines()
        .findFirst()
        .filter(line -> line.matches("\\d{1,18}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
        .filter(ProcessHandle::isAlive)
        .filter(process -> hasArgument(process, commandLineMarker));
  }

  private static boolean hasArgument(ProcessHandle process, Path mark) {
    return process.info().commandLine().filter(line -> line.contains(mark.toString())).isPresent();
  }

  // Not with ProcessHandle.onExit: where no process reaps dead ones, as in many containers, they
  // seem alive forever. But they have no command line.
  private boolean endsWithin(Duration grace) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + grace.toNanos();
    while (findLive().isPresent()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return true;
  }
}
