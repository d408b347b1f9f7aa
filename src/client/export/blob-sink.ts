/** Bytes gathered before they go into a blob, which browsers keep outside of the page's heap, and on disk when it is large. */
const BATCH = 4 * 2 ** 20;

/** Takes bytes where a page cannot write a file, for a download at the end. */
export class BlobSink {
  readonly #type: string;
  #blobs: Blob[] = [];
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #size = 0;

  /** Give this to an export. */
  readonly stream = new WritableStream<Uint8Array>({
    write: bytes => {
      this.#parts.push(bytes as Uint8Array<ArrayBuffer>);
      this.#size += bytes.length;
      if (this.#size >= BATCH) this.#flush();
    },
    abort: () => {
      this.#blobs = [];
      this.#parts = [];
    },
  });

  /** @param type media type of the file */
  constructor(type: string) {
    this.#type = type;
  }

  /** What was written so far, as one file. */
  blob(): Blob {
    this.#flush();
    return new Blob(this.#blobs, { type: this.#type });
  }

  #flush(): void {
    if (this.#parts.length === 0) return;
    this.#blobs.push(new Blob(this.#parts));
    this.#parts = [];
    this.#size = 0;
  }
}
