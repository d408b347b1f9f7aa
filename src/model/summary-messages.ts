import type { EventObject } from './facts.js';

/**
 * A piece of a sentence. `object`: the name of what the sentence is about, which views set a little stronger; `code`: a
 * path or id a machine wrote, shown in a monospaced face; `text`: the rest. The texts come from events: plain text only.
 */
export interface SummaryPart {
  text: string;
  kind: 'text' | 'object' | 'code';
}

export const objectPart = (text: string): SummaryPart => ({ text, kind: 'object' });
export const codePart = (text: string): SummaryPart => ({ text, kind: 'code' });

type Piece = string | SummaryPart | readonly SummaryPart[];

/** Builds a sentence out of words and parts: say`Acts as ${objectPart(name)}`. */
export function say(words: TemplateStringsArray, ...pieces: Piece[]): SummaryPart[] {
  const parts: SummaryPart[] = [];
  const add = (part: SummaryPart) => {
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { text: last.text + part.text, kind: 'text' };
    else if (part.text !== '') parts.push(part);
  };
  words.forEach((text, index) => {
    add({ text, kind: 'text' });
    const piece = pieces[index] ?? '';
    for (const part of typeof piece === 'string' ? [{ text: piece, kind: 'text' } as const] : [piece].flat()) add(part);
  });
  return parts;
}

/** A sentence in one language: gets what the event says (`null` where it says nothing) and puts it in order. */
type Message<Facts> = (facts: Facts) => SummaryPart[];

/**
 * All sentences of {@link summarize} in one language. Every message decides about word order, plural and punctuation
 * itself; nothing outside puts words together. Give the whole object; to change one message, spread `summaryMessagesEn`.
 */
export interface SummaryMessages {
  login: Message<{ method: string | null; devices: string[]; source: string | null; flow: string | null }>;
  /** `username`: what was typed, which need not be a user. */
  loginFailed: Message<{ username: string | null; stage: string | null }>;
  logout: Message<object>;
  /** `created`: whether the user is new; null when the event does not say. */
  userWritten: Message<{ user: string | null; created: boolean | null }>;
  userOffboarded: Message<{ user: string | null }>;
  suspiciousRequest: Message<{ message: string | null; path: string | null }>;
  passwordSet: Message<{ flow: string | null }>;
  secretViewed: Message<{ secret: EventObject | null }>;
  secretRotated: Message<{ secret: EventObject | null }>;
  invitationUsed: Message<{ invitation: string | null }>;
  applicationAuthorized: Message<{ application: string | null; scopes: string[] }>;
  sourceLinked: Message<{ source: string | null }>;
  impersonationStarted: Message<{ user: string | null; reason: string | null }>;
  impersonationEnded: Message<{ user: string | null }>;
  flowExecuted: Message<{ flow: string | null; message: string | null }>;
  policyExecuted: Message<{
    policy: string | null;
    subject: EventObject | null;
    passing: boolean | null;
    messages: string[];
  }>;
  policyException: Message<{ policy: string | null; message: string | null }>;
  propertyMappingException: Message<{ mapping: string | null; message: string | null }>;
  systemTask: Message<{ task: string | null; failed: boolean; message: string | null }>;
  systemException: Message<{ message: string | null }>;
  configuration: Message<{ message: string | null; cause: string | null; error: boolean }>;
  modelCreated: Message<{ model: EventObject | null }>;
  modelUpdated: Message<{ model: EventObject | null; changes: number | null }>;
  modelDeleted: Message<{ model: EventObject | null }>;
  /** `more`: how many recipients there are beside those named. */
  emailSent: Message<{ subject: string | null; recipients: string[]; more: number }>;
  updateAvailable: Message<{ version: string | null }>;
  exportReady: Message<{ message: string | null }>;
  /** Every other action. `label` is what the action is called; `message` what the source itself says happened. */
  other: Message<{
    label: string;
    object: EventObject | null;
    message: string | null;
    changes: number | null;
    request: { method: string | null; path: string } | null;
    /** The service or part of the system that wrote it. */
    app: string | null;
  }>;
}

/** What authentik calls its ways to sign in (`context.auth_method`) and the kinds of device used beside them. */
const FACTORS_EN: Record<string, string> = {
  password: 'password',
  app_password: 'app password',
  token: 'token',
  jwt: 'JWT',
  kerberos: 'Kerberos',
  ldap: 'LDAP',
  auth_webauthn_pwl: 'passkey',
  auth_mfa: 'second factor',
  webauthndevice: 'security key',
  totpdevice: 'one-time code',
  staticdevice: 'recovery code',
  duodevice: 'Duo',
  smsdevice: 'SMS code',
  emaildevice: 'e-mail code',
};

/** authentik's kinds of object whose names do not read well as they are. */
const MODELS_EN: Record<string, string> = {
  application: 'Application',
  applicationentitlement: 'Application entitlement',
  blueprintinstance: 'Blueprint',
  brand: 'Brand',
  certificatekeypair: 'Certificate',
  dataexport: 'Data export',
  dockerserviceconnection: 'Docker connection',
  domain: 'Domain',
  endpoint: 'Endpoint',
  enrollmenttoken: 'Enrollment token',
  eventmatcherpolicy: 'Event matcher policy',
  expressionpolicy: 'Expression policy',
  flow: 'Flow',
  flowstagebinding: 'Flow stage binding',
  geoippolicy: 'GeoIP policy',
  googleworkspaceprovider: 'Google Workspace provider',
  grantrequest: 'Access request',
  group: 'Group',
  identificationstage: 'Identification stage',
  initialpermissions: 'Initial permissions',
  invitation: 'Invitation',
  kerberossource: 'Kerberos source',
  kubernetesserviceconnection: 'Kubernetes connection',
  ldapprovider: 'LDAP provider',
  ldapsource: 'LDAP source',
  license: 'License',
  lifecyclerule: 'Lifecycle rule',
  microsoftentraprovider: 'Microsoft Entra provider',
  notificationrule: 'Notification rule',
  notificationtransport: 'Notification transport',
  notificationwebhookmapping: 'Webhook mapping',
  oauth2provider: 'OAuth2 provider',
  oauthsource: 'OAuth source',
  outpost: 'Outpost',
  passwordexpirypolicy: 'Password expiry policy',
  passwordpolicy: 'Password policy',
  passwordstage: 'Password stage',
  plexsource: 'Plex source',
  policybinding: 'Policy binding',
  prompt: 'Prompt',
  promptstage: 'Prompt stage',
  proxyprovider: 'Proxy provider',
  racprovider: 'RAC provider',
  radiusprovider: 'RADIUS provider',
  reputationpolicy: 'Reputation policy',
  requestrule: 'Request rule',
  review: 'Review',
  role: 'Role',
  samlpropertymapping: 'SAML property mapping',
  samlprovider: 'SAML provider',
  samlsource: 'SAML source',
  schedule: 'Schedule',
  scimmapping: 'SCIM mapping',
  scimprovider: 'SCIM provider',
  scimsource: 'SCIM source',
  scopemapping: 'Scope mapping',
  smsdevice: 'SMS device',
  ssfprovider: 'SSF provider',
  staticdevice: 'Recovery codes',
  token: 'Token',
  totpdevice: 'TOTP device',
  user: 'User',
  useroffboarding: 'Offboarding',
  webauthndevice: 'WebAuthn device',
  wsfederationprovider: 'WS-Federation provider',
};

const own = (names: Record<string, string>, key: string): string => (Object.hasOwn(names, key) ? names[key]! : key);

/** "a", "a and b", "a, b and c". */
function list(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** First words that are names, and keep their capital letter wherever they stand. */
const PROPER = /^(?:Duo|Google|Kerberos|Kubernetes|Microsoft|Plex)\b/;

/** A phrase that begins a sentence, as it stands inside one: `group **admins**`, but `LDAP source **x**`. */
export function midSentence(parts: readonly SummaryPart[]): SummaryPart[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || PROPER.test(first.text) || !/^\p{Lu}[\p{Ll}']*(?![\p{L}\p{N}-])/u.test(first.text))
    return [...parts];
  return [{ ...first, text: first.text.charAt(0).toLowerCase() + first.text.slice(1) }, ...rest];
}

/** `Group **admins**`, `**admins**`, `Group 5f1c…`, in this order of what there is. */
function named(thing: EventObject | null, otherwise: string): SummaryPart[] {
  const type = thing?.type === undefined ? null : capital(own(MODELS_EN, thing.type));
  if (thing?.name !== undefined)
    return type === null ? [objectPart(thing.name)] : say`${type} ${objectPart(thing.name)}`;
  if (thing?.pk !== undefined) return type === null ? [codePart(thing.pk)] : say`${type} ${codePart(thing.pk)}`;
  return say`${type ?? otherwise}`;
}

/** The message with the object's name set apart in it, or `Group **x**: message` if it does not name the object. */
function about(thing: EventObject, message: string, label: string): SummaryPart[] {
  const name = thing.name ?? '';
  // A name of one or two letters turns up in any text.
  const at = name.length > 2 ? message.indexOf(name) : -1;
  if (at === -1) return say`${named(thing, label)}${because(message)}`;
  return say`${message.slice(0, at)}${objectPart(name)}${message.slice(at + name.length)}`;
}

/** `, flow **x**` where there is one. */
function detail(word: string, name: string | null): SummaryPart[] {
  return name === null ? [] : say`, ${word} ${objectPart(name)}`;
}

/** `: text` where there is one. */
function because(text: string | null): SummaryPart[] {
  return text === null || text === '' ? [] : say`: ${text}`;
}

function changed(count: number | null): SummaryPart[] {
  if (count === null) return [];
  return because(count === 0 ? 'nothing changed' : count === 1 ? '1 change' : `${count} changes`);
}

/** The English sentences. */
export const summaryMessagesEn: SummaryMessages = {
  login: ({ method, devices, source, flow }) => {
    const factors = [
      ...new Set([...(method === null ? [] : [method]), ...devices].map(factor => own(FACTORS_EN, factor))),
    ];
    const way = factors.length > 0 ? capital(list(factors)) : 'Signed in';
    return say`${way}${detail('source', source)}${detail('flow', flow)}`;
  },
  loginFailed: ({ username, stage }) =>
    username === null
      ? say`Tried to sign in${detail('stage', stage)}`
      : say`Tried to sign in as ${objectPart(username)}${detail('stage', stage)}`,
  logout: () => say`Signed out`,
  userWritten: ({ user, created }) => {
    const verb = created === null ? 'Wrote' : created ? 'Created' : 'Changed';
    return user === null ? say`${verb} a user` : say`${verb} user ${objectPart(user)}`;
  },
  userOffboarded: ({ user }) => (user === null ? say`Offboarded a user` : say`Offboarded user ${objectPart(user)}`),
  suspiciousRequest: ({ message, path }) => {
    const what = message ?? 'Suspicious request';
    return path === null ? say`${what}` : say`${what} at ${codePart(path)}`;
  },
  passwordSet: ({ flow }) => say`New password${detail('flow', flow)}`,
  secretViewed: ({ secret }) => named(secret, 'A secret'),
  secretRotated: ({ secret }) => named(secret, 'A secret'),
  invitationUsed: ({ invitation }) =>
    invitation === null ? say`Used an invitation` : say`Used invitation ${objectPart(invitation)}`,
  applicationAuthorized: ({ application, scopes }) =>
    application === null
      ? say`An application${because(scopes.join(', '))}`
      : say`${objectPart(application)}${because(scopes.join(', '))}`,
  sourceLinked: ({ source }) => (source === null ? say`Linked a source` : say`Linked source ${objectPart(source)}`),
  impersonationStarted: ({ user, reason }) => {
    const who = user === null ? say`Acts as another user` : say`Acts as ${objectPart(user)}`;
    return reason === null ? who : say`${who}: “${reason}”`;
  },
  impersonationEnded: ({ user }) =>
    user === null ? say`No longer acts as another user` : say`No longer acts as ${objectPart(user)}`,
  flowExecuted: ({ flow, message }) =>
    say`${flow === null ? say`A flow ran` : say`Flow ${objectPart(flow)} ran`}${because(message)}`,
  policyExecuted: ({ policy, subject, passing, messages }) => {
    const who = policy === null ? say`A policy` : say`Policy ${objectPart(policy)}`;
    const result = passing === null ? 'ran' : passing ? 'passed' : 'did not pass';
    const whom = subject ? say` for ${midSentence(named(subject, 'an object'))}` : [];
    return say`${who} ${result}${whom}${because(messages.join('; '))}`;
  },
  policyException: ({ policy, message }) =>
    say`${policy === null ? say`A policy failed` : say`Policy ${objectPart(policy)} failed`}${because(message)}`,
  propertyMappingException: ({ mapping, message }) =>
    say`${mapping === null ? say`A property mapping failed` : say`Property mapping ${objectPart(mapping)} failed`}${because(message)}`,
  systemTask: ({ task, failed, message }) => {
    if (task === null && message !== null) return say`${message}`;
    const who = task === null ? say`A task` : say`Task ${objectPart(task)}`;
    return say`${who} ${failed ? 'failed' : 'ran'}${because(message)}`;
  },
  systemException: ({ message }) => say`${message ?? 'An exception with no message'}`,
  configuration: ({ message, cause, error }) =>
    say`${message ?? (error ? 'An error in the configuration' : 'A warning about the configuration')}${because(cause)}`,
  modelCreated: ({ model }) => named(model, 'An object'),
  modelUpdated: ({ model, changes }) => say`${named(model, 'An object')}${changed(changes)}`,
  modelDeleted: ({ model }) => named(model, 'An object'),
  emailSent: ({ subject, recipients, more }) => {
    const what = subject === null ? say`An e-mail` : [objectPart(subject)];
    if (recipients.length === 0) return what;
    return say`${what} to ${list(more > 0 ? [...recipients, `${more} more`] : recipients)}`;
  },
  updateAvailable: ({ version }) =>
    version === null ? say`A new version is available` : say`Version ${objectPart(version)} is available`,
  exportReady: ({ message }) => say`${message ?? 'A data export is ready'}`,
  other: ({ label, object: thing, message, changes, request, app }) => {
    if (message !== null) return thing ? about(thing, message, label) : say`${message}`;
    if (thing) return say`${named(thing, label)}${changed(changes)}`;
    if (request) return [codePart(request.method === null ? request.path : `${request.method} ${request.path}`)];
    // The action's name stands beside the sentence already; the service says a little more.
    return app === null ? say`${label}` : say`Event of ${codePart(app)}`;
  },
};
