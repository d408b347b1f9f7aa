/**
 * Puts text on the clipboard. Where the Clipboard API is missing (plain http), or refused by a permissions policy, the
 * older way through a selected text field is tried.
 *
 * @param root where the text field may stand for a moment: the element's own shadow root, so the page is not touched
 * @returns whether the text is on the clipboard; never throws
 */
export async function copyText(text: string, root: ShadowRoot): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, root);
  }
}

function copyBySelection(text: string, root: ShadowRoot): boolean {
  const active = root.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  field.className = 'sr'; // out of sight by the shared stylesheet; display: none could not be selected
  root.append(field);
  try {
    field.select();
    // The only way left in pages without the Clipboard API.
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (active instanceof HTMLElement) active.focus({ preventScroll: true });
  }
}
