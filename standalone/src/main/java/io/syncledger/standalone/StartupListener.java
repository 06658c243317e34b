package io.syncledger.standalone;

import java.nio.file.Path;

/** Is notified of the progress of a start. */
interface StartupListener {
  /** Ignores all notifications. */
  StartupListener NONE =
      new StartupListener() {
        @Override
        public void dataDirectoryOpened(Path folder, Path logs) {}

        @Override
        public void componentReady(String component, String address) {}
      };

  /** The data directory has been opened and locked; logs can be written from now on. */
  void dataDirectoryOpened(Path folder, Path logs);

  /**
   * A component has become ready.
   *
   * @param component such as Kafka
   * @param address of the component
   */
  void componentReady(String component, String address);
}
