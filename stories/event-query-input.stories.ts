import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-query-input/define.js';
import type { EventQueryInput } from '../src/components/event-query-input/index.js';
import { events } from './events.js';
import { dark, rightToLeft } from './states.js';

type Args = Partial<
  Pick<
    EventQueryInput,
    'value' | 'label' | 'placeholder' | 'disabled' | 'readonly' | 'required' | 'events' | 'examples'
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
  argTypes: { events: { control: false }, examples: { control: false } },
  render: args =>
    html`<event-query-input
      .value=${args.value ?? ''}
      .events=${args.events ?? null}
      .examples=${args.examples ?? []}
      .placeholder=${args.placeholder}
      label=${args.label ?? ''}
      ?disabled=${args.disabled ?? false}
      ?readonly=${args.readonly ?? false}
      ?required=${args.required ?? false}
    ></event-query-input>`,
};
export default meta;

type Story = StoryObj<Args>;

/** A query. */
export const Default: Story = {};

/** Nothing is asked for: all events. */
export const Empty: Story = { args: { value: '' } };

/** Words without an operator are looked for in the text of events. */
export const PlainText: Story = { args: { value: 'password "stage default"' } };

/** What cannot be run is never run as if it were text; what is wrong is said when the reader has paused. */
export const Error: Story = { args: { value: 'action = and' } };

/** Longer than the box. */
export const LongContent: Story = {
  args: { value: Array.from({ length: 40 }, (_, i) => `context.field_${i} = "value ${i}"`).join(' or ') },
};

/** Nobody can come to it. */
export const Disabled: Story = { args: { disabled: true } };

/** It can be read and copied, not changed. */
export const ReadOnly: Story = { args: { readonly: true } };

export const Dark: Story = dark('10rem');

export const RightToLeft: Story = rightToLeft('10rem');
