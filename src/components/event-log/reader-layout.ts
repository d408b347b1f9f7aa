import type { LitElement } from 'lit';
import { warnOnce } from '../../internal/warn-once.js';
import { LayoutPart } from '../event-provider/layout-part.js';
import type { ProviderController } from '../event-provider/provider-controller.js';
import { EventLogLayoutEvent } from './event-log.events.js';
import { DENSITIES, TIME_FORMS, type Density, type TimeForm } from './event-log.types.js';

/** A list, with what the page may have set to anything. */
interface LaidOut extends LitElement {
  density: Density;
  times: TimeForm;
}

/** What a reader changes of a layout; `columns: null` for those of the page again. */
export interface LayoutChange {
  density?: Density;
  times?: TimeForm;
  columns?: readonly string[] | null;
}

/**
 * How a list is laid out: as the page has it, and over that as its reader chose. What they chose goes to the view, and with it into
 * the address of the page and saved views.
 */
export class ReaderLayout {
  readonly #list: LaidOut;
  readonly #columns: () => readonly string[];
  readonly #part: LayoutPart;
  #chosen: readonly string[] | null = null;

  /** @param columns - the fields on show */
  constructor(list: LaidOut, provider: ProviderController, columns: () => readonly string[]) {
    this.#list = list;
    this.#columns = columns;
    this.#part = new LayoutPart(
      provider,
      'log',
      () => ({ columns: this.#chosen, density: this.density, times: this.times }),
      layout => this.#take(layout),
    );
  }

  /** The columns a reader chose; `null` for none chosen. */
  get chosen(): readonly string[] | null {
    return this.#chosen;
  }

  get density(): Density {
    const { density } = this.#list;
    if (DENSITIES.includes(density)) return density;
    // Null when the attribute was taken away.
    if (density) warnOnce('log-density', `"density" is one of ${DENSITIES.join(', ')}; "normal" is used.`);
    return 'normal';
  }

  get times(): TimeForm {
    const { times } = this.#list;
    if (TIME_FORMS.includes(times)) return times;
    if (times) warnOnce('log-times', `"times" is one of ${TIME_FORMS.join(', ')}; "relative" is used.`);
    return 'relative';
  }

  /**
   * Takes what the view says by now.
   *
   * @param otherColumns - the page has set other columns, to which an earlier choice says nothing
   */
  update(otherColumns: boolean): void {
    if (otherColumns) this.#chosen = null;
    this.#part.update(otherColumns);
  }

  /** A reader has chosen. */
  choose({ columns, ...change }: LayoutChange): void {
    if (columns !== undefined) this.#chosen = columns;
    Object.assign(this.#list, change);
    const event = new EventLogLayoutEvent({ columns: this.#columns(), density: this.density, times: this.times });
    this.#list.dispatchEvent(event);
    this.#part.chosen();
    this.#list.requestUpdate();
  }

  /** From an address, or a saved view: whatever of it can be used. */
  #take({ columns, density, times }: Readonly<Record<string, unknown>>): void {
    const list = this.#list;
    this.#chosen = Array.isArray(columns) && columns.every(field => typeof field === 'string') ? columns : null;
    if (DENSITIES.includes(density as Density)) list.density = density as Density;
    if (TIME_FORMS.includes(times as TimeForm)) list.times = times as TimeForm;
  }
}
