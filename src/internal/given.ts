import { noChange, type ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';

class GivenProperties extends Directive {
  override render(_properties: object): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [properties]: [object]): unknown {
    Object.assign(element, properties);
    return noChange;
  }
}

/**
 * Sets properties of an element to values out of an event: `<event-detail ${given({ record })}>`.
 *
 * A binding (`.record=${record}`) asks its value whether it is a directive of Lit's, by a key (`_$litDirective$`) that any event may
 * have, and takes its word for it. What somebody wrote into a log must not decide what is called.
 */
export const given = directive(GivenProperties);
