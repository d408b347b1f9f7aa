import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-query-input/define.js';
import type { EventQueryInput } from '../src/components/event-query-input/index.js';
import { events, hostileEvents } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<
  Pick<
    EventQueryInput,
    'value' | 'label' | 'placeholder' | 'disabled' | 'readonly' | 'required' | 'events' | 'examples' | 'history'
  >
>;

const meta: Meta<Args> = {
  title: 'Elements/event-query-input',
  component: 'event-query-input',
  args: {
    value: 'action = "login" and user.username ~ "a"',
    label: '',
    disabled: false,
    readonly: false,
    required: false,
    events,
  },
  parameters: { layout: 'padded' },
  argTypes: { events: { control: false }, examples: { control: false } },
  render: args =>
    html`<event-query-input
      .value=${args.value ?? ''}
      .events=${args.events ?? null}
      .examples=${args.examples ?? []}
      .placeholder=${args.placeholder}
      label=${args.label ?? ''}
      history=${args.history ?? ''}
      ?disabled=${args.disabled ?? false}
      ?readonly=${args.readonly ?? false}
      ?required=${args.required ?? false}
    ></event-query-input>`,
};
export default meta;

const EXAMPLES = [
  { query: 'action = "login_failed" and created > now-24h', label: 'Failed sign-ins since yesterday' },
  { query: 'action in ("impersonation_started", "impersonation_ended")', label: 'Who acted as somebody else' },
  { query: 'context.geo.country != "DE" and action = "login"', label: 'Sign-ins from abroad' },
];

/** On a documentation page an open list wants a page of its own. */
const page = (height: string) => ({ docs: { story: { inline: false, height } } });

async function openList(canvas: HTMLElement): Promise<void> {
  const box = canvas.querySelector('event-query-input')!;
  box.focus();
  let content: Element | null = null;
  for (let tries = 0; !content && tries < 200; tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 20));
    content = box.shadowRoot!.querySelector('.cm-content');
  }
  content?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', keyCode: 35, bubbles: true }));
  content?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', keyCode: 32, ctrlKey: true, bubbles: true }));
}

type Story = StoryObj<Args>;

/** A query. */
export const Default: Story = {};

/** Nothing is asked for: all events. */
export const Empty: Story = { args: { value: '' } };

/** Words without an operator are looked for in the text of events. */
export const PlainText: Story = { args: { value: 'password "stage default"' } };

/** What cannot be run is never run as if it were text; what is wrong is said when the reader has paused. */
export const Error: Story = { args: { value: 'action == "login" && (user.username ~ "adm"' } };

/** It would run, but find nothing: the fix knows the value that goes by this name. */
export const Warning: Story = { args: { value: 'context.geo.country = "Germany"' } };

/** What fits at the cursor: here names of fields, with their types. */
export const Suggestions: Story = {
  args: { value: 'client_ip = "203.0.113.77" and us' },
  parameters: page('26rem'),
  play: async ({ canvasElement }) => openList(canvasElement),
};

/** Values of a field that has a choice of them; a label finds its value. */
export const SuggestedValues: Story = {
  args: { value: 'context.geo.country = "ger' },
  parameters: page('20rem'),
  play: async ({ canvasElement }) => openList(canvasElement),
};

/** Values that nobody chose: they come from events. Each goes into the query as a text, whatever it holds. */
export const HostileValues: Story = {
  args: { value: 'user.username = ', events: hostileEvents },
  parameters: page('26rem'),
  play: async ({ canvasElement }) => openList(canvasElement),
};

/** Queries to begin with; with `history` also the ones that were run before. */
export const Examples: Story = {
  args: { examples: EXAMPLES, value: '' },
  parameters: page('20rem'),
  play: ({ canvasElement }) => {
    canvasElement.querySelector('event-query-input')!.shadowRoot!.querySelector<HTMLElement>('.for-history')!.click();
  },
};

/** Longer than the box. */
export const LongContent: Story = {
  args: { value: Array.from({ length: 40 }, (_, i) => `context.field_${i} = "value ${i}"`).join(' or ') },
};

/** Nobody can come to it. */
export const Disabled: Story = { args: { disabled: true } };

/** In a form it has a name, a value and a validity like any other field. */
export const InForm: Story = {
  render: () =>
    html`<form @submit=${(event: Event) => event.preventDefault()}>
      <label for="rule">Tell somebody when</label>
      <event-query-input id="rule" name="rule" required .placeholder=${'a query'}></event-query-input>
      <p><button>Save</button></p>
    </form>`,
};

/** It can be read and copied, not changed. */
export const ReadOnly: Story = { args: { readonly: true } };

export const Dark: Story = { ...dark('10rem'), args: { value: 'action == "login" and created > now-7d' } };

export const RightToLeft: Story = rightToLeft('10rem');
