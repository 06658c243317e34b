import { address } from './http';
import type { Progress } from './types';

export type Connection = 'connecting' | 'open' | 'reconnecting';

interface Listener {
  onProgress: (progress: Progress) => void;
  onConnection: (connection: Connection) => void;
}

const REOPEN_AFTER_MS = 3000;

/**
 * Listens to an organisation's progress until the returned function is called. The browser itself
 * reconnects with Last-Event-ID after a lost connection; only a refused one (an error status) ends
 * the source for good, and then a new one is opened.
 */
export function listen(org: string, listener: Listener): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source = new EventSource(address(`sync/stream/${encodeURIComponent(org)}`));
    source.onopen = () => {
      listener.onConnection('open');
    };
    source.onerror = () => {
      listener.onConnection('reconnecting');
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, REOPEN_AFTER_MS);
      }
    };
    source.addEventListener('progress', (event: MessageEvent<string>) => {
      listener.onProgress(JSON.parse(event.data) as Progress);
    });
  };

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
