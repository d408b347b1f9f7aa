import type { LitElement } from 'lit';
import { BlobSink } from '../client/export/blob-sink.js';
import type { ExportFile } from '../client/index.js';
import { saveBlob } from './save-blob.js';
import { SlowRedraw } from './slow-redraw.js';

/** How far a download is. */
export interface Downloading {
  bytes: number;
  /** In bytes; `null` when the server does not say. */
  size: number | null;
}

/** Files on their way to the reader: read with the client's own credentials, which a link would not carry, and saved. */
export class Downloads {
  readonly #host: LitElement;
  readonly #redraw: SlowRedraw;
  readonly #running = new Map<string, Downloading>();

  constructor(host: LitElement) {
    this.#host = host;
    this.#redraw = new SlowRedraw(host);
  }

  of(key: string): Downloading | undefined {
    return this.#running.get(key);
  }

  /**
   * Saves a file, unless it is on its way already.
   *
   * @param key what the file is known by here
   * @throws what the client says of a file it could not read
   */
  async save(key: string, read: () => Promise<ExportFile>): Promise<void> {
    if (this.#running.has(key)) return;
    const progress: Downloading = { bytes: 0, size: null };
    this.#running.set(key, progress);
    this.#host.requestUpdate();
    try {
      const file = await read();
      progress.size = file.size;
      const sink = new BlobSink(file.type);
      const counted = new TransformStream<Uint8Array, Uint8Array>({
        transform: (bytes, controller) => {
          progress.bytes += bytes.length;
          this.#redraw.soon();
          controller.enqueue(bytes);
        },
      });
      await file.stream.pipeThrough(counted).pipeTo(sink.stream);
      saveBlob(sink.blob(), file.name);
    } finally {
      this.#running.delete(key);
      this.#host.requestUpdate();
    }
  }
}
