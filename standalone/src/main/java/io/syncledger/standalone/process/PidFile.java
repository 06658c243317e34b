package io.syncledger.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Remembers a child for the next start, which may find it alive when this JVM was killed.
 *
 * @param file holds the process id on its first line
 * @param commandLineMarker a path on the child's command line: numbers are used again, so only a
 *     process that also names it is ours
 */
public record PidFile(Path file, Path commandLineMarker) {
  private static final long PAUSE_MS = 50;

  /** Remembers a process. */
  public void write(long pid) throws IOException {
    Files.writeString(file, pid + "\n");
  }

  /** Forgets the process, which has ended. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Waits until a remembered process has ended; kills it when it takes longer than the grace. */
  public void stopLeftover(Duration grace) throws IOException, InterruptedException {
    if (!endsWithin(grace)) {
      findLive().ifPresent(ProcessHandle::destroyForcibly);
      if (!endsWithin(grace)) {
        throw new IOException("A process of an earlier start does not end, see " + file);
      }
    }
    delete();
  }

  /** The remembered process, if it is alive and ours. */
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

  // Not by ProcessHandle.onExit: where nobody collects dead processes, as in many containers, they
  // seem alive for ever. But they lose their command line.
  private boolean endsWithin(Duration grace) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + grace.toNanos();
    while (findLive().isPresent()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
    return true;
  }
}
