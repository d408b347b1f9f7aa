import { actionInfo } from './actions.js';
import { objectOf, readObject, requestOf, textAt } from './facts.js';
import { getPath } from './path.js';
import type { SummaryMessages, SummaryPart } from './summary-messages.js';
import { capText, scalarText } from './text.js';

/** Lists in a sentence (scopes, recipients, messages) name this many; recipients say how many more there are. */
const NAMED = 3;
const NAMED_SCOPES = 12;

/** How many changes an event records; `null` when that is not known. */
export type CountChanges = (event: unknown) => number | null;

type Sentence = (event: unknown, messages: SummaryMessages, count: CountChanges) => SummaryPart[];

/**
 * The sentence of an event, as `summarize` tells it. Comparing is most of the code of this package's model, so who counts the
 * changes is told apart.
 */
export function sentenceParts(event: unknown, messages: SummaryMessages, count: CountChanges): SummaryPart[] {
  const action = getPath(event, 'action');
  const sentence = typeof action === 'string' ? SENTENCES.get(action) : undefined;
  return (sentence ?? other)(event, messages, count);
}

/** What the event says at a path of its context, for a sentence; null for nothing. */
function said(event: unknown, path: string): string | null {
  return textAt(event, `context.${path}`) ?? null;
}

/** The name of an object the context holds, or the value itself where it is plain text; else its id. */
function nameAt(event: unknown, path: string): string | null {
  return said(event, `${path}.name`) ?? said(event, path) ?? said(event, `${path}.pk`);
}

/** The first few texts of a list (or of a single value), and how many more items the list has. */
function firstTexts(value: unknown, count: number): { texts: string[]; more: number } {
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  const texts = items
    .slice(0, count)
    .map(scalarText)
    .filter(text => text !== undefined)
    .map(text => capText(text));
  return { texts, more: Math.max(0, items.length - count) };
}

/** The flow that was running: authentik's flow executor has its slug in the path. */
function flowOf(event: unknown): string | null {
  const path = getPath(event, 'context.http_request.path');
  const slug =
    typeof path === 'string' ? /\/flows\/executor\/([^/]{1,200})\//.exec(path.slice(0, 1_000))?.[1] : undefined;
  return slug ?? null;
}

/**
 * The message of an exception. Older servers put the whole Python trace there, whose last line is what went wrong; newer
 * ones have the trace in `exception`.
 */
function exceptionMessage(event: unknown): string | null {
  const message = getPath(event, 'context.message');
  if (typeof message === 'string' && message.trimStart().startsWith('Traceback')) {
    const last = message.slice(-5_000).trimEnd().split('\n').at(-1);
    if (last) return capText(last);
  }
  return said(event, 'message') ?? said(event, 'error') ?? said(event, 'exception.message');
}

function impersonated(event: unknown): string | null {
  return textAt(event, 'user.on_behalf_of.username') ?? null;
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

const other: Sentence = (event, messages, count) => {
  const request = requestOf(event);
  return messages.other({
    label: actionInfo(getPath(event, 'action'), event).label,
    object: objectOf(event),
    message: said(event, 'message'),
    changes: count(event),
    request: request?.path === undefined ? null : { method: request.method ?? null, path: request.path },
    app: textAt(event, 'app') || null,
  });
};

const systemTask =
  (failed: boolean): Sentence =>
  (event, messages) =>
    messages.systemTask({ task: nameAt(event, 'task'), failed, message: exceptionMessage(event) });

const configuration =
  (error: boolean): Sentence =>
  (event, messages) =>
    messages.configuration({ message: said(event, 'message'), cause: said(event, 'cause'), error });

/** The actions with a sentence of their own; all others, authentik's reviews and access requests too, have {@link other}. */
const SENTENCES = new Map<string, Sentence>(
  Object.entries({
    login: (event, messages) => {
      const devices = getPath(event, 'context.auth_method_args.mfa_devices');
      return messages.login({
        method: said(event, 'auth_method'),
        devices: (Array.isArray(devices) ? (devices as unknown[]).slice(0, NAMED) : [])
          .map(device => textAt(device, 'model_name') ?? textAt(device, 'name'))
          .filter(device => device !== undefined),
        source: nameAt(event, 'using_source'),
        flow: flowOf(event),
      });
    },
    login_failed: (event, messages) =>
      messages.loginFailed({ username: said(event, 'username'), stage: nameAt(event, 'stage') }),
    logout: (_event, messages) => messages.logout({}),
    user_write: (event, messages) =>
      messages.userWritten({
        user: said(event, 'username') ?? said(event, 'email'),
        created: flag(getPath(event, 'context.created')),
      }),
    user_offboarded: (event, messages) =>
      messages.userOffboarded({ user: said(event, 'username') ?? objectOf(event)?.name ?? nameAt(event, 'user') }),
    suspicious_request: (event, messages) =>
      messages.suspiciousRequest({ message: said(event, 'message'), path: requestOf(event)?.path ?? null }),
    password_set: (event, messages) => messages.passwordSet({ flow: flowOf(event) }),
    secret_view: (event, messages) =>
      messages.secretViewed({ secret: readObject(getPath(event, 'context.secret')) ?? objectOf(event) }),
    secret_rotate: (event, messages) =>
      messages.secretRotated({ secret: readObject(getPath(event, 'context.secret')) ?? objectOf(event) }),
    invitation_used: (event, messages) => messages.invitationUsed({ invitation: nameAt(event, 'invitation') }),
    authorize_application: (event, messages) => {
      const { texts, more } = firstTexts(getPath(event, 'context.scopes'), NAMED_SCOPES);
      return messages.applicationAuthorized({
        application: nameAt(event, 'authorized_application'),
        // One text with blanks between them as OAuth has it, or a list.
        scopes: [...texts.flatMap(text => text.split(' ')), ...(more > 0 ? ['…'] : [])],
      });
    },
    source_linked: (event, messages) => messages.sourceLinked({ source: nameAt(event, 'source') }),
    impersonation_started: (event, messages) =>
      messages.impersonationStarted({ user: impersonated(event), reason: said(event, 'reason') }),
    impersonation_ended: (event, messages) => messages.impersonationEnded({ user: impersonated(event) }),
    flow_execution: (event, messages) =>
      messages.flowExecuted({ flow: nameAt(event, 'flow') ?? flowOf(event), message: said(event, 'message') }),
    policy_execution: (event, messages) =>
      messages.policyExecuted({
        policy: nameAt(event, 'binding'),
        subject: readObject(getPath(event, 'context.request.obj')),
        passing: flag(getPath(event, 'context.result.passing')),
        messages: firstTexts(getPath(event, 'context.result.messages'), NAMED).texts,
      }),
    policy_exception: (event, messages) =>
      messages.policyException({ policy: nameAt(event, 'binding'), message: exceptionMessage(event) }),
    property_mapping_exception: (event, messages) =>
      messages.propertyMappingException({ mapping: nameAt(event, 'mapping'), message: exceptionMessage(event) }),
    system_task_execution: systemTask(false),
    system_task_exception: systemTask(true),
    system_exception: (event, messages) => messages.systemException({ message: exceptionMessage(event) }),
    configuration_error: configuration(true),
    configuration_warning: configuration(false),
    model_created: (event, messages) => messages.modelCreated({ model: objectOf(event) }),
    model_updated: (event, messages, count) => messages.modelUpdated({ model: objectOf(event), changes: count(event) }),
    model_deleted: (event, messages) => messages.modelDeleted({ model: objectOf(event) }),
    email_sent: (event, messages) => {
      const { texts, more } = firstTexts(getPath(event, 'context.to_email'), NAMED);
      return messages.emailSent({
        subject: said(event, 'subject'),
        recipients: texts,
        more,
      });
    },
    update_available: (event, messages) => messages.updateAvailable({ version: said(event, 'new_version') }),
    export_ready: (event, messages) => messages.exportReady({ message: said(event, 'message') }),
  } satisfies Record<string, Sentence>),
);
