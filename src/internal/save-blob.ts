/** Long enough for any browser to have begun the download. */
const KEEP_MS = 60_000;

/** Downloads bytes under a name, as a press on a link with `download` does. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
