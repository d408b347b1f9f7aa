import { BlobSink } from '../../client/export/blob-sink.js';
import { ExportRun } from '../../client/export/export-run.js';
import { manifestOf } from '../../client/export/manifest.js';
import type { EventsClient, ListView } from '../../client/index.js';
import { saveBlob } from '../../internal/save-blob.js';
import { stringifyJson } from '../../model/json.js';
import type { EventWriterOptions, ExportFormat } from '../../model/index.js';

/** The part of the File System Access API that is used; not every browser has it. */
interface Picker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<{ name: string; createWritable(): Promise<WritableStream<Uint8Array>> }>;
}

const TYPES: Record<ExportFormat, string> = { csv: 'text/csv', jsonl: 'application/x-ndjson' };

export interface LocalExportOptions extends EventWriterOptions {
  client: EventsClient;
  view: ListView;
  /** Works out a SHA-256 on the way, and keeps a manifest to save. */
  manifest: boolean;
  onChange: () => void;
}

/** An export made by this page, and its file. */
export class LocalExport {
  readonly name: string;
  readonly run: ExportRun;
  readonly options: Readonly<LocalExportOptions>;
  /** Bytes for a download; `null` when they went into a file the reader chose. */
  readonly #blob: BlobSink | null;

  private constructor(name: string, sink: WritableStream<Uint8Array> | null, options: LocalExportOptions) {
    this.name = name;
    this.options = options;
    this.#blob = sink ? null : new BlobSink(TYPES[options.format]);
    const { manifest, onChange, ...rest } = options;
    this.run = new ExportRun({
      ...rest,
      sink: sink ?? this.#blob!.stream,
      checksum: manifest,
      onChange: run => {
        if (run.status === 'finished') this.save();
        onChange();
      },
    });
  }

  /**
   * Asks where to save, where the browser can write files, and starts. Call it while a press of the reader is handled.
   * `null` when the reader changed their mind.
   */
  static async start(options: LocalExportOptions): Promise<LocalExport | null> {
    const name = `events-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.${options.format}`;
    const { showSaveFilePicker } = globalThis as Picker;
    if (!showSaveFilePicker) return new LocalExport(name, null, options);
    try {
      const types = [{ accept: { [TYPES[options.format]]: [`.${options.format}`] } }];
      const file = await showSaveFilePicker.call(globalThis, { suggestedName: name, types });
      return new LocalExport(file.name, await file.createWritable(), options);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null;
      // In a frame of another origin, or by a policy, there is no picker after all.
      return new LocalExport(name, null, options);
    }
  }

  /** Whether the file can be saved again. */
  get savable(): boolean {
    return this.#blob !== null && this.run.status === 'finished';
  }

  /** Downloads the file; does nothing when it is already where the reader wanted it. */
  save(): void {
    if (this.#blob) saveBlob(this.#blob.blob(), this.name);
  }

  saveManifest(): void {
    const manifest = manifestOf(this.run, this.name, this.options.timeZone ?? 'UTC');
    saveBlob(new Blob([stringifyJson(manifest, 2)], { type: 'application/json' }), `${this.name}.manifest.json`);
  }
}
