import type { ReactiveControllerHost } from 'lit';
import { LocalizeController, registerTranslation as register } from '@shoelace-style/localize';
import type { commonEn } from '../locales/en/common.js';
import type { en } from '../locales/en.js';

/** All texts of the kit in one language. `src/locales/en.ts` is the source. */
export type Translation = typeof en;

/** A translation may lack texts (they stay English), but says which language it is. */
export type PartialTranslation = Partial<Translation> & Pick<Translation, '$code' | '$name' | '$dir'>;

type Term = Exclude<keyof Translation, `$${string}`>;
type Args<K extends Term> = Translation[K] extends (...args: infer A) => unknown ? A : [];
type Result<K extends Term> = Translation[K] extends (...args: never[]) => infer R ? R : Translation[K];

/**
 * The one key our texts are registered under. Another kit on the page may share the localising library with us, and its
 * registry is flat: under their own names our `copy` and theirs would overwrite each other.
 */
const KEY = 'event-elements';

interface Registered {
  $code: string;
  $name: string;
  $dir: 'ltr' | 'rtl';
  [KEY]: PartialTranslation;
}

/** Every language there is a text in, by its code. */
const known = new Map<string, PartialTranslation>();

/** Adds a language, or replaces single texts of one. Elements on the page are drawn again. */
export function registerTranslation(...translations: PartialTranslation[]): void {
  for (const translation of translations) {
    const code = translation.$code.toLowerCase();
    const texts = { ...known.get(code), ...translation };
    known.set(code, texts);
    const { $code, $name, $dir } = texts;
    const registered: Registered = { $code, $name, $dir, [KEY]: texts };
    register(registered);
  }
}

/** What a host of {@link Localize} may have: its own language, stronger than any `lang` around it. */
export interface LocalizeHost extends ReactiveControllerHost, HTMLElement {
  locale?: string | undefined;
}

/**
 * Texts and formats of one element, in the language of: its `locale`, else the one handed to it (`inherited`, from a
 * provider), else the nearest `lang` around it, through shadow roots, else the browser's.
 *
 * Where there is no translation the texts are English, and so are numbers and dates (`locale` says which): "14.302"
 * inside an English sentence would be read as fourteen. An element brings its English texts along, and can say no others:
 * so a page loads the words of the elements it has.
 */
export class Localize<Terms extends Term = keyof typeof commonEn> extends LocalizeController<Registered> {
  readonly #element: LocalizeHost;
  readonly #english: Pick<Translation, Terms>;
  readonly #inherited: (() => string | undefined) | undefined;
  #wanted = '';
  /** What the texts are translated by; null for English as it came. */
  #translation: PartialTranslation | null = null;
  #texts: Pick<Translation, Terms>;
  #locale = 'en';

  constructor(host: LocalizeHost, english: Pick<Translation, Terms>, inherited?: () => string | undefined) {
    super(host);
    this.#element = host;
    this.#english = english;
    this.#texts = english;
    this.#inherited = inherited;
  }

  /** Called by Lit before each drawing: languages are looked up once for all texts in it. */
  hostUpdate(): void {
    this.#wanted = canonical(
      this.#element.locale || this.#inherited?.() || closestLang(this.#element) || globalThis.navigator?.language,
    );
    const found = this.exists(KEY, { lang: this.#wanted, includeFallback: false });
    const translation = found ? (super.term(KEY) as unknown as PartialTranslation) : null;
    if (translation !== this.#translation) this.#texts = { ...this.#english, ...translation };
    this.#translation = translation;
    this.#locale = found || this.#wanted.split('-')[0] === 'en' ? this.#wanted : 'en';
  }

  override lang(): string {
    return this.#wanted || 'en';
  }

  /** The language that texts, numbers and dates are in, for Intl. */
  get locale(): string {
    return this.#locale;
  }

  /** All texts of the element, for a function that needs several. */
  get texts(): Pick<Translation, Terms> {
    return this.#texts;
  }

  /** A text of the kit. */
  text<K extends Terms>(key: K, ...args: Args<K>): Result<K> {
    const entry = this.#texts[key] as unknown;
    return (typeof entry === 'function' ? (entry as (...args: unknown[]) => unknown)(...args) : entry) as Result<K>;
  }
}

/** A language tag Intl accepts, or `en`. Some browsers answer `C` for a system without a locale. */
function canonical(lang: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales((lang ?? '').replace(/_/g, '-'))[0]?.toLowerCase() || 'en';
  } catch {
    return 'en';
  }
}

/** The nearest `lang` attribute at or around an element, in its own tree or around the hosts of its shadow roots. */
function closestLang(element: Element): string | undefined {
  for (let at: Element | undefined = element; at;) {
    const found: Element | null = at.closest('[lang]');
    if (found) return found.getAttribute('lang') || undefined;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}
