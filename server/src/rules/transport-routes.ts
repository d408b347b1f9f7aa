import { randomUUID } from 'node:crypto';
import { ApiError, invalid, notFound } from '../http/errors.js';
import { readPage, readPageSize } from '../http/list-params.js';
import {
  ensureLog,
  Fields,
  gone,
  json,
  keyOf,
  readChoice,
  readObject,
  readOrder,
  readWords,
  type ManageCall,
  type ManageRoute,
} from '../http/manage-call.js';
import { pagination } from '../http/pagination.js';
import { testMessage } from './message.js';
import { saved } from './routes.js';
import {
  TRANSPORT_MODES,
  TRANSPORT_ORDERING,
  type DeliveryCounts,
  type Transport,
  type TransportFilter,
  type TransportMode,
} from './transport-store.js';
import { DeliveryError, webhookProblem } from './webhook.js';

export const TRANSPORT_ROUTES: readonly ManageRoute[] = [
  { method: 'GET', path: '/events/transports/', run: listTransports },
  { method: 'POST', path: '/events/transports/', run: addTransport },
  { method: 'GET', path: '/events/transports/:id/', run: retrieveTransport },
  { method: 'PUT', path: '/events/transports/:id/', run: call => changeTransport(call, true) },
  { method: 'PATCH', path: '/events/transports/:id/', run: call => changeTransport(call, false) },
  { method: 'DELETE', path: '/events/transports/:id/', run: deleteTransport },
  { method: 'POST', path: '/events/transports/:id/test/', run: testTransport },
];

const MODE_LABELS: Record<TransportMode, string> = {
  local: 'On this server',
  webhook: 'Webhook (JSON)',
  webhook_slack: 'Webhook (Slack/Discord)',
  email: 'Email',
};

async function listTransports({ log, query, transports }: ManageCall): Promise<Response> {
  const page = readPage(query);
  const size = readPageSize(query);
  const filter = readTransportFilter(query);
  const ordering = readOrder(query, TRANSPORT_ORDERING, { field: 'name', descending: false });
  const { count, transports: found } = await transports.list(log, filter, ordering, size, (page - 1) * size);
  const counts = await transports.counts(found.map(({ pk }) => pk));
  return json({
    pagination: pagination(page, size, count),
    results: found.map(one => transportJson(one, counts.get(one.pk))),
  });
}

export function readTransportFilter(query: URLSearchParams): TransportFilter {
  return {
    search: readWords(query),
    name: query.get('name') || undefined,
    mode: readChoice(query, 'mode', TRANSPORT_MODES),
  };
}

async function retrieveTransport(call: ManageCall): Promise<Response> {
  return answer(call, await find(call));
}

async function addTransport(call: ManageCall): Promise<Response> {
  const fresh: Transport = {
    pk: randomUUID(),
    log: call.log,
    name: '',
    mode: 'local',
    webhookUrl: '',
    webhookSecret: '',
    emailTo: '',
    emailSubjectPrefix: '',
    sendOnce: false,
  };
  return answer(call, await put(call, fresh, true), 201);
}

async function changeTransport(call: ManageCall, whole: boolean): Promise<Response> {
  return answer(call, await put(call, await find(call), whole));
}

async function deleteTransport(call: ManageCall): Promise<Response> {
  if (!(await call.transports.remove(call.log, keyOf(call)))) throw notFound();
  return gone();
}

async function testTransport(call: ManageCall): Promise<Response> {
  const transport = await find(call);
  const message = testMessage(call.log, transport.name);
  try {
    const said = await call.deliveries.send(transport, randomUUID(), message);
    // What a rule tells here is written with the rule's own work; a test has only this.
    const { log, severity, body } = message;
    if (transport.mode === 'local') await call.notifications.add({ log, severity, body, created: Date.now() });
    return json({ messages: [said] });
  } catch (error) {
    if (error instanceof DeliveryError) throw new ApiError(500, { detail: error.message, code: 'delivery_failed' });
    throw error;
  }
}

async function find(call: ManageCall): Promise<Transport> {
  const transport = await call.transports.get(call.log, keyOf(call));
  if (!transport) throw notFound();
  return transport;
}

async function put(call: ManageCall, old: Transport, whole: boolean): Promise<Transport> {
  const fields = new Fields(await readObject(call.request));
  const name = fields.text('name', { max: 200, blank: false });
  if (name === undefined && whole) throw invalid('name', 'This field is required.');
  const transport: Transport = {
    ...old,
    name: name ?? old.name,
    mode: fields.oneOf('mode', TRANSPORT_MODES) ?? old.mode,
    webhookUrl: fields.text('webhook_url', { max: 2000 }) ?? old.webhookUrl,
    webhookSecret: fields.text('webhook_secret') ?? old.webhookSecret,
    emailTo: fields.text('email_to') ?? old.emailTo,
    emailSubjectPrefix: fields.text('email_subject_prefix', { max: 200 }) ?? old.emailSubjectPrefix,
    sendOnce: fields.flag('send_once') ?? old.sendOnce,
  };
  check(transport, call.deliveries.canMail);
  if (old.name === '') await ensureLog(call);
  await saved(call.transports.put(transport));
  return transport;
}

/** One address, by itself: a name with a comma in it, or a line end, has no place here. */
const ADDRESS = /^[^\s@,;<>"\\]+@[^\s@,;<>"\\]+$/;

function check({ mode, webhookUrl, emailTo }: Transport, canMail: boolean): void {
  if (mode === 'webhook' || mode === 'webhook_slack') {
    const problem = webhookProblem(webhookUrl);
    if (problem) throw invalid('webhook_url', problem);
  }
  if (mode === 'email') {
    if (!canMail) throw invalid('mode', 'This server sends no mail: start it with --smtp and --mail-from.');
    const addresses = emailTo.split(',').map(address => address.trim());
    if (!addresses.every(address => ADDRESS.test(address)))
      throw invalid('email_to', 'Enter one or more mail addresses, separated by commas.');
  }
}

async function answer({ transports }: ManageCall, transport: Transport, status = 200): Promise<Response> {
  return json(transportJson(transport, (await transports.counts([transport.pk])).get(transport.pk)), status);
}

/** authentik's `NotificationTransport`, and what this server knows besides. */
function transportJson(transport: Transport, counts: DeliveryCounts | undefined): Record<string, unknown> {
  const { pk, name, mode, webhookUrl, webhookSecret, emailTo, emailSubjectPrefix, sendOnce } = transport;
  return {
    pk,
    name,
    mode,
    mode_verbose: MODE_LABELS[mode],
    webhook_url: webhookUrl,
    webhook_ca: null,
    webhook_mapping_body: null,
    webhook_mapping_headers: null,
    email_subject_prefix: emailSubjectPrefix,
    email_template: '',
    send_once: sendOnce,
    email_to: emailTo,
    signed: webhookSecret !== '',
    deliveries: {
      waiting: counts?.waiting ?? 0,
      delivered: counts?.delivered ?? 0,
      failed: counts?.failed ?? 0,
      last_error: counts?.lastError ?? null,
    },
  };
}
