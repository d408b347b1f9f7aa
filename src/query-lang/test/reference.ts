/**
 * The language once more, written the other way: a recogniser that goes down the rules by hand, with the tokens of DjangoQL 0.19
 * as regular expressions. It knows no recovery and builds nothing; it only says yes or no, as a judge for the real parser.
 */

const SPACE = /[ \t\v\f\u00a0\n\r\u2028\u2029]*/y;
const STRING =
  /"(?:\\["'\\/bfnrt]|\\u[0-9A-Fa-f]{4}|[^"\\\n\r\u2028\u2029])*"|'(?:\\["'\\/bfnrt]|\\u[0-9A-Fa-f]{4}|[^'\\\n\r\u2028\u2029])*'/y;
const NUMBER = /(?:-?0|-?[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NAME = /[_A-Za-z][_0-9A-Za-z]*(?:\.[_A-Za-z][_0-9A-Za-z]*)*/y;
const RESERVED = /(?:or|and|not|in|startswith|endswith|True|False|None)(?![_0-9A-Za-z])/y;
/** Ours. Where a value can stand DjangoQL has no names, so a bare word goes on up to the next blank, quote, bracket or operator. */
const RELATIVE = /(?:now|today)(?:-[0-9]{1,9}[smhdw])?(?![^ \t\v\f\u00a0\n\r\u2028\u2029"'()[\],=<>!~])/y;

class No extends Error {}

class Recogniser {
  #at = 0;
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  query(): void {
    this.#expression();
    this.#eat(SPACE);
    if (this.#at < this.#text.length) throw new No();
  }

  #expression(): void {
    do this.#unit();
    while (this.#word('and') || this.#word('or'));
  }

  #unit(): void {
    const negated = this.#word('not');
    if (this.#symbol('(')) {
      this.#expression();
      this.#need(this.#symbol(')'));
    } else {
      this.#need(!negated);
      this.#comparison();
    }
  }

  #comparison(): void {
    this.#eat(SPACE);
    this.#need(!this.#peek(RESERVED) && this.#eat(NAME));
    if (this.#word('not')) {
      if (this.#word('in')) this.#list();
      else this.#need((this.#word('startswith') || this.#word('endswith')) && this.#string());
    } else if (this.#word('in')) this.#list();
    else if (this.#word('startswith') || this.#word('endswith')) this.#need(this.#string());
    else if (this.#symbol('!~') || this.#symbol('~')) this.#need(this.#string());
    else if (this.#symbol('<=') || this.#symbol('>=') || this.#symbol('<') || this.#symbol('>')) {
      this.#need(this.#string() || this.#number() || this.#relative());
    } else {
      this.#need(this.#symbol('!=') || this.#symbol('='));
      this.#need(this.#constant());
    }
  }

  #list(): void {
    const end = this.#symbol('(') ? ')' : this.#symbol('[') ? ']' : null;
    this.#need(end !== null);
    do this.#need(this.#constant());
    while (this.#symbol(','));
    this.#need(this.#symbol(end!));
  }

  #constant(): boolean {
    return (
      this.#string() || this.#number() || this.#relative() || ['True', 'False', 'None'].some(word => this.#word(word))
    );
  }

  #string(): boolean {
    return this.#token(STRING);
  }

  #number(): boolean {
    return this.#token(NUMBER);
  }

  #relative(): boolean {
    return this.#token(RELATIVE);
  }

  #word(word: string): boolean {
    return this.#token(new RegExp(`${word}(?![_0-9A-Za-z])`, 'y'));
  }

  #symbol(symbol: string): boolean {
    const start = this.#at;
    this.#eat(SPACE);
    if (this.#text.startsWith(symbol, this.#at)) {
      this.#at += symbol.length;
      return true;
    }
    this.#at = start;
    return false;
  }

  #token(pattern: RegExp): boolean {
    const start = this.#at;
    this.#eat(SPACE);
    if (this.#eat(pattern)) return true;
    this.#at = start;
    return false;
  }

  #eat(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match !== null;
  }

  #peek(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #need(condition: boolean): void {
    if (!condition) throw new No();
  }
}

/** Whether a text is a query, by the rules alone. */
export function isQuery(text: string): boolean {
  try {
    new Recogniser(text).query();
    return true;
  } catch (error) {
    if (error instanceof No) return false;
    throw error;
  }
}
