import { ACTION_GROUPS, ACTIONS, SEVERITIES } from '../model/actions.js';
import { countryCode } from '../model/countries.js';
import { ABSENCE_FIELD, type FieldType, type Model, type Option, type Schema, type SchemaField } from './schema.js';

/** authentik's name for its model of an event; its JSON fields have models named after it. */
export const EVENT_MODEL = 'authentik_events.event';

const OBJECT = 'object';
type Entry = FieldType | (Partial<SchemaField> & { type: FieldType }) | { parts: string };

function model(entries: Record<string, Entry>, open = true): Model {
  const fields = new Map<string, SchemaField>();
  for (const [name, entry] of Object.entries(entries)) {
    if (typeof entry === 'string') fields.set(name, { type: entry, nullable: open });
    else if ('parts' in entry) {
      fields.set(name, { type: 'relation', nullable: open, relation: `${EVENT_MODEL}_${entry.parts}` });
    } else fields.set(name, 'nullable' in entry ? (entry as SchemaField) : { nullable: open, ...entry });
  }
  return { fields, open };
}

function str(description: string, more: Partial<SchemaField> = {}): Partial<SchemaField> & { type: FieldType } {
  return { ...more, type: 'str', description };
}

function words(values: readonly string[]): readonly Option[] {
  return values.map(value => ({ value }));
}

const CONTINENTS: readonly Option[] = [
  { value: 'AF', label: 'Africa' },
  { value: 'AN', label: 'Antarctica' },
  { value: 'AS', label: 'Asia' },
  { value: 'EU', label: 'Europe' },
  { value: 'NA', label: 'North America' },
  { value: 'OC', label: 'Oceania' },
  { value: 'SA', label: 'South America' },
];

/** The countries of ISO 3166 by their English names: no table of ours, the engine has them. */
function countries(): readonly Option[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  return letters
    .flatMap(first => letters.map(second => first + second))
    .filter(code => countryCode(code) === code)
    .map(value => ({ value, label: names.of(value) ?? value }));
}

/** Made when first asked for: to name all countries takes some milliseconds, which loading the module need not cost. */
const COUNTRY: SchemaField = {
  type: 'str',
  nullable: true,
  description: 'The country, by its ISO code.',
  get options(): readonly Option[] {
    countryOptions ??= countries();
    return countryOptions;
  },
};
let countryOptions: readonly Option[] | undefined;

/** Django's own label of an action, which authentik's server reads as the action. */
function serverLabel(action: string): string {
  return action === 'custom_'
    ? 'Custom Prefix'
    : action.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase());
}

/** Every action authentik writes, with its label in authentik's interface and the one its server knows. */
export const ACTION_OPTIONS: readonly Option[] = ACTIONS.map(({ action, label }) => {
  const alias = serverLabel(action);
  return alias === label ? { value: action, label } : { value: action, label, aliases: [alias] };
});

function build(): Schema {
  const user = {
    username: str('The name the person signs in with.'),
    email: str('The e-mail address.'),
    pk: 'int',
    is_anonymous: 'bool',
  } as const;
  const models = new Map<string, Model>([
    [
      EVENT_MODEL,
      model(
        {
          action: str('What happened.', { options: ACTION_OPTIONS, choices: true }),
          user: { type: 'relation', relation: `${EVENT_MODEL}_user`, description: 'Who did it.' },
          context: {
            type: 'relation',
            relation: `${EVENT_MODEL}_context`,
            description: 'Everything else about the event.',
          },
          app: str('The part of the system that wrote the event.'),
          client_ip: str('The IP address it came from.', { format: 'ip', nullable: true }),
          created: { type: 'datetime', description: 'When it happened, in UTC.' },
          brand: { type: 'relation', relation: `${EVENT_MODEL}_brand`, description: 'The brand it happened under.' },
          event_uuid: str('The id of the event.', { format: 'uuid', property: 'pk' }),
          [ABSENCE_FIELD]: str('The names of fields that the event does not have.', { absence: true }),
        },
        false,
      ),
    ],
    [
      `${EVENT_MODEL}_user`,
      model({
        ...user,
        on_behalf_of: { parts: 'person' },
        authenticated_as: { parts: 'person' },
      }),
    ],
    [`${EVENT_MODEL}_person`, model(user)],
    [`${EVENT_MODEL}_brand`, model({ name: 'str', pk: 'str', app: 'str', model_name: 'str' })],
    [
      `${EVENT_MODEL}_context`,
      model({
        geo: { parts: 'geo' },
        http_request: { parts: 'http_request' },
        authorized_application: { parts: OBJECT },
        model: { parts: OBJECT },
        message: str('What the system said about it.'),
        username: str('The name somebody tried to sign in with.'),
        auth_method: str('How somebody proved who they are.'),
        asn: { parts: 'asn' },
        device: { parts: OBJECT },
        secret: { parts: OBJECT },
        stage: { parts: OBJECT },
        binding: { parts: OBJECT },
        using_source: { parts: OBJECT },
        flow: str('The id of the flow.'),
        scopes: str('The scopes that were granted.'),
        subject: str('The subject of a mail.'),
        new_version: 'str',
        level: str('How much somebody should care.', { options: words(SEVERITIES) }),
        group: str('The kind of action.', { options: words(ACTION_GROUPS) }),
        diff: { parts: 'diff' },
        raw: { parts: 'raw' },
      }),
    ],
    [
      `${EVENT_MODEL}_geo`,
      model({
        country: COUNTRY,
        city: str('The city, in English.'),
        continent: str('The continent, by its code.', { options: CONTINENTS }),
        lat: 'float',
        long: 'float',
      }),
    ],
    [
      `${EVENT_MODEL}_http_request`,
      model({
        path: str('The path that was asked for.'),
        method: str('The HTTP method.', {
          options: words(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
        }),
        user_agent: str('What the browser says it is.'),
        request_id: str('The id of the request.'),
        args: { parts: 'args' },
      }),
    ],
    [`${EVENT_MODEL}_${OBJECT}`, model({ name: 'str', app: 'str', model_name: 'str', pk: 'str' })],
    [`${EVENT_MODEL}_asn`, model({ asn: 'int', as_org: 'str', network: 'str' })],
  ]);
  return { current: EVENT_MODEL, models, dialect: 'event-query' };
}

/**
 * What can be asked of an event record: the fields of authentik's search, the keys that its events and our profiles write,
 * and any other key of `user`, `context` and `brand`.
 */
export const eventSchema: Schema = build();
