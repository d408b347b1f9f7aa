import { expect } from '@open-wc/testing';
import { commandOf, type Command } from './keyboard.js';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const CASES: [key: string, modifiers: Partial<typeof none>, command: Command | undefined][] = [
  ['ArrowDown', {}, { type: 'rows', by: 1 }],
  ['j', {}, { type: 'rows', by: 1 }],
  ['k', {}, { type: 'rows', by: -1 }],
  ['PageUp', {}, { type: 'pages', by: -1 }],
  ['Home', {}, { type: 'cell', at: 'first' }],
  ['End', { ctrlKey: true }, { type: 'to', row: 'last' }],
  ['Home', { metaKey: true }, { type: 'to', row: 'first' }],
  [' ', {}, { type: 'toggle' }],
  ['Escape', {}, { type: 'close' }],
  ['/', { shiftKey: true }, { type: 'search' }],
  ['?', { shiftKey: true }, { type: 'keys' }],
  ['J', { shiftKey: true }, undefined],
  ['j', { ctrlKey: true }, undefined],
  ['ArrowDown', { altKey: true }, undefined],
  ['Tab', {}, undefined],
  ['constructor', {}, undefined],
];

describe('commandOf', () => {
  for (const [key, modifiers, command] of CASES) {
    it(`${Object.keys(modifiers).join(' ')} ${key}`, () => {
      expect(commandOf({ ...none, ...modifiers, key }, false)).to.deep.equal(command);
    });
  }

  it('turns the arrows round where one reads from the right', () => {
    expect(commandOf({ ...none, key: 'ArrowLeft' }, true)).to.deep.equal({ type: 'cells', by: 1 });
    expect(commandOf({ ...none, key: 'ArrowLeft' }, false)).to.deep.equal({ type: 'cells', by: -1 });
  });
});
