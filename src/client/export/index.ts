export { BlobSink } from './blob-sink.js';
export { EXPORT_RUN_STATUSES, ExportRun, type ExportRunOptions, type ExportRunStatus } from './export-run.js';
export { manifestOf, type ExportManifest } from './manifest.js';
