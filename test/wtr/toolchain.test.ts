import { expect, fixture, html } from '@open-wc/testing';
import { css, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { click, engine, press, viewport } from './commands.js';
import { expectConsole } from './expect-console.js';

/** What every element test leans on: that compiler settings, engines, policy and real input are what they should be. */
@customElement('toolchain-probe')
class ToolchainProbe extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
    }
  `;
  @property({ type: Number, reflect: true }) value = 0;
  override render() {
    return html`<button @click=${() => (this.value += 1)}>${this.value}</button>`;
  }
}

describe('the toolchain', () => {
  it('compiles decorators so that fields do not shadow accessors', async () => {
    const probe = await fixture<ToolchainProbe>(html`<toolchain-probe value="2"></toolchain-probe>`);
    probe.value = 3;
    await probe.updateComplete;
    expect(probe.shadowRoot!.querySelector('button')!.textContent).to.equal('3');
    expect(probe.getAttribute('value')).to.equal('3');
    expect(getComputedStyle(probe).display).to.equal('inline-block');
  });

  it('presses real keys, alone and together', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="text" value="hello" />`);
    input.focus();
    await press('Control', 'a');
    await press('Backspace');
    expect(input.value).to.equal('');
  });

  it('clicks with a real pointer', async () => {
    const probe = await fixture<ToolchainProbe>(html`<toolchain-probe></toolchain-probe>`);
    await click(probe);
    expect(probe.value).to.equal(1);
  });

  it('sizes the page', async () => {
    await viewport(640, 480);
    expect([innerWidth, innerHeight]).to.deep.equal([640, 480]);
  });

  it('runs in the zone and language of every other machine', () => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).to.equal('Europe/Berlin');
    expect(navigator.language).to.equal('en-US');
  });

  it('knows its engine', async () => {
    expect(['chromium', 'firefox', 'webkit']).to.include(await engine());
  });

  it('holds Trusted Types and the style policy', () => {
    const box = document.createElement('div');
    const blocked = new Promise<string>(resolve =>
      document.addEventListener(
        'securitypolicyviolation',
        event => {
          event.stopImmediatePropagation();
          resolve(event.effectiveDirective);
        },
        { once: true, capture: true },
      ),
    );
    expect(() => (box[('inner' + 'HTML') as 'innerHTML'] = '<b>bold</b>')).to.throw(TypeError);
    return blocked.then(directive => expect(directive).to.equal('require-trusted-types-for'));
  });

  it('takes an expected warning out of the log', () => {
    expectConsole('warn', /told you/);
    console.warn('I', 'told you');
  });
});
