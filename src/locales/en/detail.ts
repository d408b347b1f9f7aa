import type { Localize } from '../../internal/localize.js';
import { codePart, midSentence, objectPart, say, summaryMessagesEn } from '../../model/summary-messages.js';
import type { SummaryMessages, SummaryPart } from '../../model/index.js';
import { count } from './count.js';
import { commonEn } from './common.js';
import { actionsEn } from './actions.js';

const summary = summaryMessagesEn;

/** The sentences at the head of a detail: as those of a list, but with who did it in them. `who` is a name, or "Somebody". */
function headline(who: readonly SummaryPart[]): SummaryMessages {
  return {
    ...summary, // what happened by itself reads the same here
    login: facts => {
      const said = facts.method !== null || facts.devices.length > 0;
      return said ? say`${who} signed in: ${summary.login(facts)}` : say`${who} signed in`;
    },
    loginFailed: ({ username, stage }) => {
      const what = username === null ? say`${who} failed to sign in` : say`Sign-in as ${objectPart(username)} failed`;
      return stage === null ? what : say`${what} at ${objectPart(stage)}`;
    },
    logout: () => say`${who} signed out`,
    userWritten: ({ user, created }) => {
      const verb = created === null ? 'wrote' : created ? 'created' : 'changed';
      return user === null ? say`${who} ${verb} a user` : say`${who} ${verb} user ${objectPart(user)}`;
    },
    userOffboarded: ({ user }) =>
      user === null ? say`${who} offboarded a user` : say`${who} offboarded user ${objectPart(user)}`,
    passwordSet: ({ flow }) =>
      flow === null ? say`${who} set a new password` : say`${who} set a new password, flow ${objectPart(flow)}`,
    secretViewed: ({ secret }) =>
      say`${who} viewed ${secret ? midSentence(summary.secretViewed({ secret })) : 'a secret'}`,
    secretRotated: ({ secret }) =>
      say`${who} rotated ${secret ? midSentence(summary.secretRotated({ secret })) : 'a secret'}`,
    invitationUsed: ({ invitation }) =>
      invitation === null ? say`${who} used an invitation` : say`${who} used invitation ${objectPart(invitation)}`,
    applicationAuthorized: ({ application, scopes }) => {
      const what = application === null ? say`an application` : [objectPart(application)];
      const asked = scopes.length > 0 ? `: ${scopes.join(', ')}` : '';
      return say`${who} authorized ${what}${asked}`;
    },
    sourceLinked: ({ source }) =>
      source === null ? say`${who} linked a source` : say`${who} linked source ${objectPart(source)}`,
    impersonationStarted: ({ user, reason }) => {
      const whom = user === null ? say`another user` : [objectPart(user)];
      return say`${who} started to act as ${whom}${reason === null ? '' : `: “${reason}”`}`;
    },
    impersonationEnded: ({ user }) =>
      say`${who} no longer acts as ${user === null ? say`another user` : [objectPart(user)]}`,
    modelCreated: ({ model }) =>
      say`${who} created ${model ? midSentence(summary.modelCreated({ model })) : 'an object'}`,
    modelUpdated: ({ model }) =>
      say`${who} updated ${model ? midSentence(summary.modelUpdated({ model, changes: null })) : 'an object'}`,
    modelDeleted: ({ model }) =>
      say`${who} deleted ${model ? midSentence(summary.modelDeleted({ model })) : 'an object'}`,
    other: facts => {
      const { label, object, message, request, app } = facts;
      if (!object && message === null && !request && app !== null) return say`${who}: ${label}, in ${codePart(app)}`;
      const what = summary.other(facts);
      const says = what.map(part => part.text).join('');
      return says === label ? say`${who}: ${label}` : say`${who}: ${label}, ${what}`;
    },
  };
}

/** What `<event-detail>` says. */
export const detailEn = {
  ...commonEn,
  ...actionsEn,

  headline,
  /** Who, for sentences: nobody is named where the event names nobody. */
  who: (name: string | null, actingAs: string | null): SummaryPart[] => {
    const who = name === null ? say`Somebody` : [objectPart(name)];
    return actingAs === null ? who : say`${who} acting as ${objectPart(actingAs)}`;
  },
  /** The sentence, where from, and when; the time is put in by the view, in the place of `time`. */
  headlineEnd: (place: string | null, time: SummaryPart): SummaryPart[] =>
    place === null ? say`, ${time}` : say`, from ${objectPart(place)}, ${time}`,
  factSeverity: 'Severity',
  factEmail: 'E-mail',
  factOnBehalfOf: 'Acting as',
  factAuthenticatedAs: 'Signed in as',
  factObject: 'Object',
  factAddress: 'Address',
  factPlace: 'Place',
  factNetwork: 'Network',
  factRequest: 'Request',
  factRequestId: 'Request ID',
  factAgent: 'Agent',
  factDevice: 'Device',
  factCreated: 'Created',
  factContext: 'Context',
  /** Of a secret: there is nothing to show, for nobody. */
  factNotRecorded: 'never recorded',
  /** Names of what the context of authentik's events holds, by path; `action:path` where one action means another thing. */
  contextLabels: {
    auth_method: 'Method',
    'auth_method_args.mfa_devices': 'Second factor',
    'auth_method_args.known_device': 'Known device',
    using_source: 'Source',
    username: 'User name',
    'login_failed:username': 'Tried as',
    password: 'Password',
    stage: 'Stage',
    flow: 'Flow',
    name: 'Name',
    email: 'E-mail',
    created: 'New user',
    attributes: 'Attributes',
    secret: 'Secret',
    invitation: 'Invitation',
    authorized_application: 'Application',
    scopes: 'Scopes',
    source: 'Source',
    reason: 'Reason',
    'user.username': 'Who',
    'user.on_behalf_of.username': 'Acts as',
    'impersonation_ended:user.on_behalf_of.username': 'Acted as',
    binding: 'Policy binding',
    request: 'Request',
    'request.obj': 'About',
    'request.user': 'For',
    'request.context': 'Policy context',
    result: 'Result',
    dry_run: 'Dry run',
    expression: 'Expression',
    mapping: 'Property mapping',
    task: 'Task',
    message: 'Message',
    exception: 'Exception',
    error: 'Error',
    cause: 'Cause',
    deprecation: 'Deprecated',
    subject: 'Subject',
    from_email: 'From',
    to_email: 'To',
    body: 'Body',
    new_version: 'Version',
    changelog: 'Changelog',
    hyperlink: 'Link',
    export: 'Export',
    review: 'Review',
    model: 'Object',
    device: 'Device',
  } as Record<string, string>,
  detailCopyJson: 'Copy JSON',
  detailJsonCopied: 'JSON copied',
  detailCopyFact: (name: string) => `Copy ${name}`,
  detailFactCopied: (name: string) => `${name} copied`,
  detailFacts: 'Facts',
  detailViews: 'The whole event',
  detailJson: 'JSON',
  detailRaw: 'Raw',
  detailNone: 'No event chosen',
  detailNoneHint: 'Choose an event to see all there is about it.',
  detailLoading: 'Loading the event…',
  detailMissing: 'This event is not there',
  detailMissingHint: 'It may have been deleted when its time was up, or the link is for another system.',
  detailFailed: 'The event could not be loaded',
  detailDetails: 'Details',
  detailChanges: 'Changes',
  detailMail: 'Mail',
  detailTrace: 'Trace',
  detailCopyLink: 'Copy link',
  detailLinkCopied: 'Link copied',
  detailNoLink: 'This page has no address for single events',
  detailPrevious: 'Previous event',
  detailNext: 'Next event',
  detailFirst: 'There is no event before this one',
  detailLast: 'There is no event after this one',
  detailNearby: 'Nearby',
  nearTime: 'Within 5 minutes',
  nearActor: (name: string) => `By ${name}`,
  nearAddress: (address: string) => `From ${address}`,
  nearRequest: 'In the same request',
  nearSession: 'In the same session',
  nearChanges: (name: string) => `Every change of ${name}`,
  nearObject: (name: string) => `About ${name}`,
  /** A renderer of the page's own threw; `reason` is what it said. */
  detailRendererFailed: (reason: string) => `The page's own view of this event failed: ${reason}`,
  maskedShowName: (name: string) => `Show ${name}`,
  mailBody: 'Body of the mail',
  mailImages: (n: number) => count(n, { one: '# picture was not loaded.', other: '# pictures were not loaded.' }),
  mailCut: 'Only its beginning is shown.',
  mailPlain: 'Text and layout only; links lead nowhere.',
  mailLinks: 'Links in it',
  verdictPassed: 'Passed',
  verdictFailed: 'Did not pass',
  traceCause: 'Caused by',
  traceContext: 'While handling',
  traceMore: (n: number) => count(n, { one: 'Show # more frame', other: 'Show # more frames' }),
};

export type DetailTexts = Localize<keyof typeof detailEn>;
