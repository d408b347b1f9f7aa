import type { ExportRun } from './export-run.js';

/** What was exported, how, and how much of it: to lie beside the file and prove it. Times are ISO 8601, UTC. */
export interface ExportManifest {
  file: string;
  format: string;
  sha256: string | null;
  bytes: number;
  query: string;
  range: { from: string | null; to: string | null };
  filters?: object;
  ordering: string;
  timeZone: string;
  /** Fields in order; `null` for whole events. */
  columns: string[] | null;
  rows: {
    asked: number | null;
    written: number;
    repeated: number;
    notEvents: number;
    countAfter: number | null;
    uncertain: boolean;
  };
  /** What happened to cells of a CSV: see `CsvStats`. */
  cells: { guarded: number; long: number; cut: number; nul: number } | null;
  started: string;
  finished: string | null;
}

/**
 * The manifest of a finished run.
 *
 * @param file name of the exported file
 * @param timeZone the zone its times are written in
 */
export function manifestOf(run: ExportRun, file: string, timeZone: string): ExportManifest {
  const { view, writer } = run;
  return {
    file,
    format: writer?.format ?? '',
    sha256: run.sha256,
    bytes: run.bytes,
    query: view.search ?? '',
    range: { from: view.range?.from ?? null, to: view.range?.to ?? null },
    ...(view.filters && { filters: view.filters }),
    ordering: view.ordering || '-created',
    timeZone,
    columns: writer?.columns?.map(({ field }) => field) ?? null,
    rows: {
      asked: run.asked,
      written: run.written,
      repeated: run.repeated,
      notEvents: run.notEvents,
      countAfter: run.countNow,
      uncertain: run.uncertain,
    },
    cells: writer?.format === 'csv' ? { ...writer.stats } : null,
    started: run.started.toISOString(),
    finished: run.finished?.toISOString() ?? null,
  };
}
