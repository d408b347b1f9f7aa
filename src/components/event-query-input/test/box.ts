import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../../test/wtr/wait-until.js';
import type { TemplateResult } from 'lit';
import { press } from '../../../../test/wtr/commands.js';
import { engineLoader, type Engine } from '../engine.js';
import type { EventQueryInput } from '../index.js';

/** A box with its editor in place, focused. */
export async function openBox(
  template: TemplateResult = html`<event-query-input></event-query-input>`,
): Promise<EventQueryInput> {
  const box = await fixture<EventQueryInput>(template);
  box.focus();
  await editorOf(box);
  return box;
}

/** The editable element of the editor, once it stands. */
export async function editorOf(box: EventQueryInput): Promise<HTMLElement> {
  await waitUntil(() => one(box, '.cm-content'), 'the editor did not come', { timeout: 9_000 });
  await box.updateComplete;
  return one(box, '.cm-content')!;
}

export const one = <E extends HTMLElement = HTMLElement>(box: Element, selector: string): E | null =>
  box.shadowRoot!.querySelector<E>(selector);
export const all = (box: Element, selector: string): HTMLElement[] => [
  ...box.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];

export const words = (node: Element | null): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
export const sign = (box: Element): string => words(one(box, '.sign'));
export const problems = (box: Element): string[] => all(box, '.problem').map(words);
export const labels = (box: Element): string[] => all(box, '.cm-completionLabel').map(words);
/** The option that Tab would take. */
export const chosen = (box: Element): string => words(one(box, '[role="option"][aria-selected] .cm-completionLabel'));
export const listIsOpen = (box: Element): boolean => one(box, '[role="listbox"]') !== null;

export async function openedList(box: Element, label?: string): Promise<void> {
  await waitUntil(
    () => listIsOpen(box) && (label === undefined || labels(box).includes(label)),
    `no list${label ? ` with ${label}` : ''}`,
  );
}

export async function closedList(box: Element): Promise<void> {
  await waitUntil(() => !listIsOpen(box), 'the list stayed open');
}

export async function shownProblem(box: Element, pattern: RegExp): Promise<void> {
  await waitUntil(
    () => problems(box).some(text => pattern.test(text)),
    `no problem like ${pattern.source}: ${problems(box).join(' | ')}`,
  );
}

/** Types with real keys, one by one: WebKit's driver drops repeated ones of a longer sequence. */
export async function type(text: string): Promise<void> {
  for (const key of text) await press(key);
}

/** All events of these types, as they come. */
export function record(target: EventTarget, ...types: string[]): { type: string; detail: unknown }[] {
  const heard: { type: string; detail: unknown }[] = [];
  for (const type of types) {
    target.addEventListener(type, event => heard.push({ type, detail: (event as CustomEvent).detail }));
  }
  return heard;
}

/** Holds the editor back until it is let go. */
export function holdEngine(): { release: () => void; fail: (error: Error) => void; restore: () => void } {
  const { load } = engineLoader;
  let release!: () => void;
  let fail!: (error: Error) => void;
  const gate = new Promise<void>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  engineLoader.load = async (): Promise<Engine> => {
    await gate;
    return load();
  };
  return { release, fail, restore: () => (engineLoader.load = load) };
}

export { expect };
