import type { LitElement } from 'lit';
import { BlobSink } from '../../client/export/blob-sink.js';
import type { DataExport, DataExports } from '../../client/index.js';
import { saveBlob } from '../../internal/save-blob.js';

/** How far the download of an export is. */
export interface Downloading {
  bytes: number;
  /** `null` when the server does not say. */
  size: number | null;
}

/** Files of exports on their way to the reader: read with the client's own credentials, which a link would not carry, and saved. */
export class Downloads {
  readonly #host: LitElement;
  readonly #redraw: () => void;
  readonly #running = new Map<string, Downloading>();

  /** @param redraw called with every piece, which is more often than anybody can read */
  constructor(host: LitElement, redraw: () => void) {
    this.#host = host;
    this.#redraw = redraw;
  }

  of(id: string): Downloading | undefined {
    return this.#running.get(id);
  }

  /** @throws what the client says of a file it could not read */
  async save(exports: DataExports, item: DataExport): Promise<void> {
    const progress: Downloading = { bytes: 0, size: null };
    this.#running.set(item.id, progress);
    this.#host.requestUpdate();
    try {
      const file = await exports.download(item);
      progress.size = file.size;
      const sink = new BlobSink(file.type);
      const counted = new TransformStream<Uint8Array, Uint8Array>({
        transform: (bytes, controller) => {
          progress.bytes += bytes.length;
          this.#redraw();
          controller.enqueue(bytes);
        },
      });
      await file.stream.pipeThrough(counted).pipeTo(sink.stream);
      saveBlob(sink.blob(), file.name);
    } finally {
      this.#running.delete(item.id);
      this.#host.requestUpdate();
    }
  }
}
