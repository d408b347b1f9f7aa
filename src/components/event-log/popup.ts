/*
 * Menus and panels are popovers: the browser shows them above everything, closes them on Escape and on a press elsewhere,
 * and gives focus back to the button that opened them. Here is the rest: where they stand, and arrow keys.
 */

/** Space between a button and its popup, and around a popup, in CSS pixels. */
const GAP = 4;
const MARGIN = 8;

/**
 * Places a popup under its button as it opens; for `beforetoggle`. End edges meet, so that popups of buttons at the end of
 * a toolbar stay inside the page; the stylesheet keeps them from leaving it at the other side.
 */
export function placePopup(event: Event): void {
  const popup = event.currentTarget as HTMLElement;
  const button = buttonOf(popup);
  if ((event as ToggleEvent).newState !== 'open' || !button) return;
  const rect = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const rtl = popup.matches(':dir(rtl)');
  const fromEnd = rtl ? rect.left : clientWidth - rect.right;
  popup.style.setProperty('--_end', `${Math.max(MARGIN, fromEnd)}px`);
  // Upwards when there is more room: a list may stand at the foot of a page.
  const below = clientHeight - rect.bottom;
  const up = below < 240 && rect.top > below;
  popup.style.setProperty('--_start', up ? 'auto' : `${rect.bottom + GAP}px`);
  popup.style.setProperty('--_foot', up ? `${clientHeight - rect.top + GAP}px` : 'auto');
  popup.style.setProperty('--_room', `${(up ? rect.top : below) - GAP - MARGIN}px`);
}

/** Says on the button whether its popup is open, and moves focus into one that has opened; for `toggle`. */
export function followPopup(event: Event): void {
  const popup = event.currentTarget as HTMLElement;
  const open = (event as ToggleEvent).newState === 'open';
  buttonOf(popup)?.setAttribute('aria-expanded', String(open));
  if (open)
    (popup.querySelector<HTMLElement>('[aria-checked="true"]') ?? popup.querySelector<HTMLElement>(FOCUSABLE))?.focus();
}

const FOCUSABLE = 'button, input, [tabindex]';

function buttonOf(popup: HTMLElement): HTMLElement | null {
  return (popup.getRootNode() as ShadowRoot).querySelector<HTMLElement>(`[popovertarget="${popup.id}"]`);
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
  } else if (event.key === 'Tab') hide(menu);
}

/** Closes the popup that something is in. */
export function closePopup(inside: Element): void {
  const popup = inside.closest<HTMLElement>('[popover]');
  if (popup) hide(popup);
}

function hide(popup: HTMLElement): void {
  if (popup.matches(':popover-open')) popup.hidePopover();
}
