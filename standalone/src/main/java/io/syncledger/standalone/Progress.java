package io.syncledger.standalone;

import java.nio.file.Path;

/** Hears how far a start is. */
interface Progress {
  /** Hears nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void opened(Path folder, Path logs) {}

        @Override
        public void ready(String part, String address) {}
      };

  /** The data folder is ours; from now on there is a place for logs. */
  void opened(Path folder, Path logs);

  /**
   * A part has become ready.
   *
   * @param part such as Kafka
   * @param address where it is
   */
  void ready(String part, String address);
}
