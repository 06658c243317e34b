package io.syncledger.standalone;

import java.nio.file.Path;

/** Hears how far a start is. */
interface StartupListener {
  /** Hears nothing. */
  StartupListener NONE =
      new StartupListener() {
        @Override
        public void dataDirectoryOpened(Path folder, Path logs) {}

        @Override
        public void componentReady(String part, String address) {}
      };

  /** The data folder is ours; from now on there is a place for logs. */
  void dataDirectoryOpened(Path folder, Path logs);

  /**
   * A part has become ready.
   *
   * @param part such as Kafka
   * @param address where it is
   */
  void componentReady(String part, String address);
}
