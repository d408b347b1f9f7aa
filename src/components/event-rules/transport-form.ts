import { html, nothing, type TemplateResult } from 'lit';
import { TRANSPORT_MODES } from '../../client/manage/types.js';
import type { NotificationTransport, NotificationTransportInput, TransportMode } from '../../client/index.js';
import type { RulesTexts } from '../../locales/en/rules.js';
import { refusalNote } from '../../internal/manage-states.js';
import { checkbox, choice, textField, wrongWith } from './fields.js';

/** A transport while it is written. */
export interface TransportDraft {
  /** `null` for a new one. */
  transport: NotificationTransport | null;
  input: NotificationTransportInput;
  busy: boolean;
  error: unknown;
}

export function transportDraft(transport: NotificationTransport | null): TransportDraft {
  const { name = '', mode = 'webhook', webhook_url, email_to, email_subject_prefix, send_once } = transport ?? {};
  return {
    transport,
    input: {
      name,
      mode: TRANSPORT_MODES.find(known => known === mode) ?? 'webhook',
      ...(webhook_url !== undefined && { webhook_url }),
      ...(email_to !== undefined && { email_to }),
      ...(email_subject_prefix !== undefined && { email_subject_prefix }),
      ...(send_once !== undefined && { send_once }),
    },
    busy: false,
    error: undefined,
  };
}

/** What is sent: nothing that the mode has no use for. */
export function transportInput({ input }: TransportDraft): NotificationTransportInput {
  const { name, mode, send_once } = input;
  const common = { name, mode, ...(send_once !== undefined && { send_once }) };
  if (mode === 'local') return common;
  if (mode === 'email') {
    const { email_to, email_subject_prefix } = input;
    return {
      ...common,
      ...(email_to !== undefined && { email_to }),
      ...(email_subject_prefix !== undefined && { email_subject_prefix }),
    };
  }
  const { webhook_url = '', webhook_secret } = input;
  return { ...common, webhook_url, ...(mode === 'webhook' && webhook_secret !== undefined && { webhook_secret }) };
}

export interface TransportFormActions {
  change: (input: Partial<NotificationTransportInput>) => void;
  save: () => void;
  close: () => void;
}

/** @param own whether the server is the reference server, which signs webhooks and sends mail to addresses */
export function transportForm(
  { transport, input, busy, error }: TransportDraft,
  own: boolean,
  texts: RulesTexts,
  { change, save, close }: TransportFormActions,
): TemplateResult {
  const hook = input.mode === 'webhook' || input.mode === 'webhook_slack';
  return html`<form
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      save();
    }}
  >
    <div class="dialog-body">
      <h2 id="transport-title">${texts.text(transport ? 'transportEdit' : 'transportNew')}</h2>
      ${textField({
        name: 'transport-name',
        label: texts.text('ruleName'),
        value: input.name,
        required: true,
        wrong: wrongWith(error, 'name'),
        change: name => change({ name }),
      })}
      <fieldset>
        <legend>${texts.text('transportKind')}</legend>
        ${choice(
          'mode',
          TRANSPORT_MODES.map(value => ({ value, label: texts.text('transportMode', value) })),
          input.mode,
          mode => change({ mode: mode as TransportMode }),
        )}
      </fieldset>
      ${
        hook
          ? textField({
              name: 'webhook_url',
              label: texts.text('transportUrl'),
              type: 'url',
              value: input.webhook_url ?? '',
              required: true,
              placeholder: 'https://',
              wrong: wrongWith(error, 'webhook_url'),
              change: webhook_url => change({ webhook_url }),
            })
          : nothing
      }
      ${
        own && input.mode === 'webhook'
          ? textField({
              name: 'webhook_secret',
              label: texts.text('transportSecret'),
              type: 'password',
              value: input.webhook_secret ?? '',
              hint: texts.text(transport?.signed ? 'transportSecretKept' : 'transportSecretHint'),
              wrong: wrongWith(error, 'webhook_secret'),
              change: webhook_secret => change({ webhook_secret }),
            })
          : nothing
      }
      ${
        input.mode === 'email'
          ? html`${
              own
                ? textField({
                    name: 'email_to',
                    label: texts.text('transportEmailTo'),
                    value: input.email_to ?? '',
                    wrong: wrongWith(error, 'email_to'),
                    change: email_to => change({ email_to }),
                  })
                : nothing
            }${textField({
              name: 'email_subject_prefix',
              label: texts.text('transportSubject'),
              value: input.email_subject_prefix ?? '',
              wrong: wrongWith(error, 'email_subject_prefix'),
              change: email_subject_prefix => change({ email_subject_prefix }),
            })}`
          : nothing
      }
      ${own ? nothing : checkbox(texts.text('transportOnce'), input.send_once ?? false, send_once => change({ send_once }))}
      ${error !== undefined ? refusalNote(error, texts) : nothing}
    </div>
    <div class="dialog-foot">
      <button type="button" class="btn" @click=${close}>${texts.text('manageCancel')}</button>
      <button
        type="submit"
        class="btn primary"
        ?disabled=${busy || input.name.trim() === '' || (hook && !input.webhook_url)}
      >
        ${texts.text('manageSave')}
      </button>
    </div>
  </form>`;
}
