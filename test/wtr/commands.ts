import { executeServerCommand } from '@web/test-runner-commands';

export type Engine = 'chromium' | 'firefox' | 'webkit';

/** A place in the viewport, in CSS pixels. */
export type Point = readonly [x: number, y: number];

/** Presses the keys together, as named by `KeyboardEvent.key`: `press('Control', 'End')`. Real keys, in every engine. */
export async function press(...chord: string[]): Promise<void> {
  await executeServerCommand('kit:keys', { chord });
}

/** The middle of an element, where a pointer would go. */
export function centre(element: Element): Point {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}

/** Clicks with a real pointer. */
export async function click(at: Element | Point, button: 'left' | 'middle' | 'right' = 'left'): Promise<void> {
  await executeServerCommand('kit:pointer', { type: 'click', at: point(at), button });
}

/** Moves the pointer there, without a button. */
export async function hover(at: Element | Point): Promise<void> {
  await executeServerCommand('kit:pointer', { type: 'move', at: point(at) });
}

/** Presses, moves in steps, lets go. */
export async function drag(from: Element | Point, to: Element | Point, steps = 8): Promise<void> {
  await executeServerCommand('kit:pointer', { type: 'drag', at: point(from), to: point(to), steps });
}

/** Turns the wheel over a place: `by` in CSS pixels, down and right positive. */
export async function wheel(at: Element | Point, by: Point): Promise<void> {
  await executeServerCommand('kit:wheel', { at: point(at), by });
}

/** Sizes the page. WebKit keeps the size between files: a file that needs one sets it. */
export async function viewport(width: number, height: number): Promise<void> {
  const size = await executeServerCommand<[number, number], object>('kit:viewport', { width, height });
  if (size?.[0] !== width || size[1] !== height) throw new Error(`The viewport is ${size?.join(' x ') ?? 'unknown'}.`);
}

/** A picture of the page, for looking at, in a file on the machine that runs the tests. */
export async function screenshot(path: string): Promise<void> {
  await executeServerCommand('kit:screenshot', { path });
}

export async function engine(): Promise<Engine> {
  return (await executeServerCommand<Engine, undefined>('kit:engine')) ?? 'chromium';
}

function point(at: Element | Point): Point {
  return at instanceof Element ? centre(at) : at;
}
