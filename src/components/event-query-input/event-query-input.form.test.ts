import { fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { click, press, viewport } from '../../../test/wtr/commands.js';
import './define.js';
import type { EventQueryInput } from './index.js';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import { resetWarnings } from '../../internal/warn-once.js';
import { editorOf, expect, holdEngine, one, type } from './test/box.js';

async function inForm(template = html`<event-query-input name="q" value="first"></event-query-input>`) {
  const form = await fixture<HTMLFormElement>(html`<form>${template}<button>Send</button></form>`);
  const sent: (FormDataEntryValue | null)[] = [];
  form.addEventListener('submit', event => {
    event.preventDefault();
    sent.push(new FormData(form).get('q'));
  });
  const box = form.querySelector<EventQueryInput>('event-query-input')!;
  await box.updateComplete;
  return { form, box, sent, button: form.querySelector('button')! };
}

describe('event-query-input, in a form', () => {
  before(() => viewport(1000, 800));

  it('is sent under its name, with what was typed', async () => {
    const { box, sent } = await inForm();
    box.focus();
    await editorOf(box);
    await press('End');
    await type(' words');
    await press('Enter');
    expect(sent).to.deep.equal(['first words']);
  });

  it('goes back to its attribute when the form is reset', async () => {
    const { form, box } = await inForm();
    box.focus();
    await editorOf(box);
    box.value = 'other';
    form.reset();
    await box.updateComplete;
    expect(box.value).to.equal('first');
    expect(one(box, '.cm-content')!.textContent).to.equal('first');
  });

  it('takes back what the browser kept of it', async () => {
    const { box } = await inForm();
    box.formStateRestoreCallback('restored');
    expect(box.value).to.equal('restored');
    box.formStateRestoreCallback(null);
    expect(box.value).to.equal('restored');
  });

  it('is not valid when it is required and empty', async () => {
    const { box, sent, button } = await inForm(html`<event-query-input name="q" required></event-query-input>`);
    expect(box.validity.valueMissing).to.equal(true);
    expect(box.checkValidity()).to.equal(false);
    await click(button);
    expect(sent).to.deep.equal([]);
    box.value = 'x';
    await box.updateComplete;
    expect(box.checkValidity()).to.equal(true);
  });

  it('is not valid when the query is broken, and tells why', async () => {
    const { box, sent, button } = await inForm();
    box.focus();
    await editorOf(box);
    box.value = 'action = ';
    await box.updateComplete;
    expect(box.validity.customError).to.equal(true);
    expect(box.validationMessage).to.match(/value/i);
    await click(button);
    expect(sent).to.deep.equal([]);
    box.value = 'action = "login"';
    await box.updateComplete;
    expect(box.validity.valid).to.equal(true);
    await click(button);
    expect(sent).to.deep.equal(['action = "login"']);
  });

  it('is left out and cannot be used inside a disabled fieldset', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form>
        <fieldset disabled><event-query-input name="q" value="x"></event-query-input></fieldset>
      </form>`,
    );
    const box = form.querySelector<EventQueryInput>('event-query-input')!;
    await box.updateComplete;
    expect(new FormData(form).get('q')).to.equal(null);
    expect(one<HTMLTextAreaElement>(box, '.plain')!.disabled).to.equal(true);
    form.querySelector('fieldset')!.disabled = false;
    await waitUntil(() => !one<HTMLTextAreaElement>(box, '.plain')!.disabled);
    expect(new FormData(form).get('q')).to.equal('x');
  });

  it('is named and focused by its label', async () => {
    const page = await fixture<HTMLElement>(
      html`<div><label for="q">Find events</label><event-query-input id="q"></event-query-input></div>`,
    );
    const box = page.querySelector<EventQueryInput>('event-query-input')!;
    await box.updateComplete;
    expect(one(box, '.plain')!.ariaLabel).to.equal('Find events');
    await click(page.querySelector('label')!);
    await editorOf(box);
    expect(document.activeElement).to.equal(box);
    expect(one(box, '.cm-content')!.getAttribute('aria-label')).to.equal('Find events');
  });

  it('does not send the form when the page refuses to run the query', async () => {
    const { box, sent } = await inForm();
    box.addEventListener('event-query-submit', event => event.preventDefault());
    await box.submit();
    expect(sent).to.deep.equal([]);
  });

  it('is not sent in the same task in which a broken query was put in', async () => {
    const { form, box, sent } = await inForm();
    box.focus();
    await editorOf(box);
    for (const broken of ['action = ', `${'action = "login" and '.repeat(200)}action`]) {
      box.value = broken;
      form.requestSubmit();
    }
    expect(sent).to.deep.equal([]);
    box.value = 'action = "login"';
    form.requestSubmit();
    expect(sent).to.deep.equal(['action = "login"']);
  });

  describe('before the language is there', () => {
    let held: ReturnType<typeof holdEngine>;
    beforeEach(() => {
      held = holdEngine();
    });
    afterEach(() => held.restore());

    const withValue = (value: string) => inForm(html`<event-query-input name="q" value=${value}></event-query-input>`);

    it('does not send what may be a broken query, and then tells why', async () => {
      const { box, sent, button } = await withValue('action = ');
      expect(box.checkValidity()).to.equal(false);
      expect(box.validationMessage).to.match(/being checked/);
      await click(button);
      held.release();
      await waitUntil(() => /value/i.test(box.validationMessage), 'not read');
      await click(button);
      expect(sent).to.deep.equal([]);
    });

    it('sends a good query as soon as it has been read, and plain words at once', async () => {
      const { form, box, sent } = await withValue('plain words');
      form.requestSubmit();
      box.value = 'action = "login"';
      form.requestSubmit();
      held.release();
      await waitUntil(() => box.validity.valid, 'not read');
      form.requestSubmit();
      expect(sent).to.deep.equal(['plain words', 'action = "login"']);
    });

    it('lets the server judge when the language cannot be loaded', async () => {
      resetWarnings();
      expectConsole('warn', /query editor could not be loaded/);
      const { form, box, sent } = await withValue('action = ');
      held.fail(new Error('offline'));
      await waitUntil(() => box.validity.valid, 'still waiting');
      form.requestSubmit();
      expect(sent).to.deep.equal(['action = ']);
    });
  });
});
