import { ACTIONS } from 'event-elements/model';

type FieldType = 'str' | 'int' | 'float' | 'bool' | 'datetime' | 'relation';

interface Field {
  type: FieldType;
  nullable: boolean;
  /** Values to suggest; `null`: none are known. */
  options: readonly string[] | null;
  /** The model that a `relation` leads to. */
  relation?: string;
}

/**
 * What an editor of queries needs to know, in the form DjangoQL's introspection has and authentik sends with each list.
 * The keys of JSON fields are those that authentik's events have; any other path may be there too.
 */
export function autocomplete(actions: readonly string[], apps: readonly string[]): Record<string, unknown> {
  const event = 'authentik_events.event';
  const text: Field = { type: 'str', nullable: false, options: null };
  const at = (name: string): Field => ({
    type: 'relation',
    nullable: false,
    options: [],
    relation: `${event}_${name}`,
  });
  const number = (type: 'int' | 'float'): Field => ({ type, nullable: false, options: null });
  const object = { pk: text, app: text, name: text, model_name: text };
  const models: Record<string, Record<string, Field>> = {
    [event]: {
      event_uuid: text,
      action: { ...text, options: actions },
      app: { ...text, options: apps },
      client_ip: { ...text, nullable: true },
      created: { type: 'datetime', nullable: false, options: [] },
      user: at('user'),
      brand: at('brand'),
      context: at('context'),
    },
    [`${event}_user`]: { pk: number('int'), username: text, email: text },
    [`${event}_brand`]: object,
    [`${event}_context`]: {
      http_request: at('context_http_request'),
      geo: at('context_geo'),
      model: at('context_model'),
      authorized_application: at('context_authorized_application'),
      message: text,
    },
    [`${event}_context_http_request`]: {
      path: text,
      method: text,
      request_id: text,
      user_agent: text,
      args: at('context_http_request_args'),
    },
    [`${event}_context_http_request_args`]: {},
    [`${event}_context_geo`]: {
      continent: text,
      country: text,
      city: text,
      lat: number('float'),
      long: number('float'),
    },
    [`${event}_context_model`]: object,
    [`${event}_context_authorized_application`]: object,
  };
  return { current_model: event, models };
}

/** The catalogue's actions, then those the log has besides. */
export function allActions(inLog: readonly string[]): string[] {
  return [...new Set([...ACTIONS.map(({ action }) => action), ...inLog])];
}
