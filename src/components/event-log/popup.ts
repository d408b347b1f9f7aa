/*
 * Menus and panels are popovers: the browser shows them above everything, and closes them on Escape and on a press
 * elsewhere. Here is the rest: where they stand, where the focus goes, and arrow keys.
 */

/** Space between a button and its popup, and around a popup, in CSS pixels. */
const GAP = 4;
const MARGIN = 8;
/** Less room than this below a button, and a popup opens above it, if there is more. */
const LEAST_ROOM = 240;

/** What had the focus when a popup opened, and gets it back. */
const openers = new WeakMap<HTMLElement, HTMLElement>();
/** Popups that had the focus in them when they began to close. */
const closing = new WeakSet<HTMLElement>();

/** For `beforetoggle`. */
export function beforePopup(event: Event): void {
  const popup = event.currentTarget as HTMLElement;
  const root = popup.getRootNode() as ShadowRoot;
  if ((event as ToggleEvent).newState === 'open') {
    const opener = root.activeElement ?? buttonOf(popup);
    if (opener instanceof HTMLElement) openers.set(popup, opener);
    place(popup);
  } else if (popup.contains(root.activeElement)) closing.add(popup);
}

/** Moves the focus into a popup that has opened, and back from one that has closed; for `toggle`. */
export function afterPopup(event: Event): void {
  const popup = event.currentTarget as HTMLElement;
  const open = (event as ToggleEvent).newState === 'open';
  buttonOf(popup)?.setAttribute('aria-expanded', String(open));
  if (open) {
    const target =
      popup.querySelector<HTMLElement>('[aria-checked="true"]') ?? popup.querySelector<HTMLElement>('button, input');
    target?.focus({ preventScroll: true });
    return;
  }
  const { activeElement, body } = popup.ownerDocument;
  const isLost = activeElement === null || activeElement === body || popup.contains(rootFocus(popup));
  if (closing.delete(popup) && isLost) openers.get(popup)?.focus({ preventScroll: true });
}

/**
 * Places a popup under its button. End edges meet, so that popups of buttons at the end of a toolbar stay inside the page;
 * the stylesheet keeps them from leaving it at the other side. Without a button it stands in the middle.
 */
function place(popup: HTMLElement): void {
  const rect = buttonOf(popup)?.getBoundingClientRect();
  if (!rect) return;
  const { clientWidth, clientHeight } = document.documentElement;
  const fromEnd = popup.matches(':dir(rtl)') ? rect.left : clientWidth - rect.right;
  const below = clientHeight - rect.bottom;
  const up = below < LEAST_ROOM && rect.top > below;
  popup.style.setProperty('--_end', `${Math.max(MARGIN, fromEnd)}px`);
  popup.style.setProperty('--_start', up ? 'auto' : `${rect.bottom + GAP}px`);
  popup.style.setProperty('--_foot', up ? `${clientHeight - rect.top + GAP}px` : 'auto');
  popup.style.setProperty('--_room', `${(up ? rect.top : below) - GAP - MARGIN}px`);
}

/** Arrow keys, Home and End in a menu; for `keydown`. */
export function menuKeys(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const at = items.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length)?.focus();
  } else if (event.key === 'Tab') closePopup(menu);
}

/** Closes the popup that something is in. */
export function closePopup(inside: Element): void {
  const popup = inside.closest<HTMLElement>('[popover]');
  if (popup?.matches(':popover-open')) popup.hidePopover();
}

function buttonOf(popup: HTMLElement): HTMLElement | null {
  return (popup.getRootNode() as ShadowRoot).querySelector<HTMLElement>(`[popovertarget="${popup.id}"]`);
}

function rootFocus(popup: HTMLElement): Element | null {
  return (popup.getRootNode() as ShadowRoot).activeElement;
}
