import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { manageEn } from './manage.js';

/** What `<event-rules>` says. */
export const rulesEn = {
  ...manageEn,

  rules: 'Rules',
  rulesCount: (n: number) => count(n, { one: '# rule', other: '# rules' }),
  rulesNone: 'No rules here',
  rulesNoneHint: 'The source of these events notifies nobody.',
  rulesEmpty: 'No rules yet',
  rulesEmptyHint: 'A rule tells somebody about every event its query matches.',
  ruleNew: 'New rule',
  ruleEdit: 'Edit rule',
  ruleName: 'Name',
  ruleQuery: 'Events that match',
  ruleSeverity: 'Severity of the notification',
  ruleTransports: 'Sent through',
  ruleNoTransport: 'Told in the notification area only.',
  ruleUnknownTransport: 'a transport that is gone',
  ruleEnabled: 'On',
  ruleOn: 'On',
  ruleOff: 'Off',
  ruleNegated: 'not',
  ruleGroup: 'Group',
  ruleNoGroup: 'No group',
  ruleEventUser: 'Also the user the event is about',
  ruleMatchers: 'Decided by these policies',
  ruleMatchersHint: 'They are more than one query, and are edited where they were made.',
  ruleByPolicies: (names: string) => `Decided by ${names}`,
  ruleNoCondition: 'Nothing decides: it never fires.',
  ruleMatches: (day: number, week: number) =>
    `Would have matched ${count(day, { one: '# event', other: '# events' })} in the last day, ${count(week, { other: '#' })} in the last week.`,
  ruleUncounted: 'The source cannot tell how many events this would have matched.',
  ruleBroken: 'This query does not run.',
  ruleThrough: (names: string) => `Through ${names}.`,
  ruleTo: (group: string) => `To ${group}.`,
  ruleToEventUser: 'To the user the event is about.',
  ruleToNobody: 'Tells nobody: it has no group.',
  ruleFired: (n: number, ago: string) =>
    n === 0 ? 'Never fired.' : `Fired ${count(n, { one: 'once', other: '# times' })}, last ${ago}.`,
  ruleSwitch: (name: string) => `${name}, on`,
  ruleEditOne: (name: string) => `Edit ${name}`,
  ruleDeleteOne: (name: string) => `Delete ${name}`,
  ruleDeleteTitle: (name: string) => `Delete “${name}”?`,
  ruleDeleteHint: 'Nobody is told by it from now on. Notifications it made stay.',
  ruleSaved: (name: string) => `Saved ${name}.`,
  ruleDeleted: (name: string) => `Deleted ${name}.`,
  transports: 'Transports',
  transportsHint: 'ways to tell somebody',
  transportsEmpty: 'No transports yet',
  transportsEmptyHint: 'Without one, rules tell in the notification area only.',
  transportNew: 'New transport',
  transportEdit: 'Edit transport',
  transportKind: 'Kind',
  transportMode: (mode: string) =>
    (
      ({
        local: 'Notification area',
        webhook: 'Webhook',
        webhook_slack: 'Webhook for Slack',
        email: 'E-mail',
      }) as Record<string, string>
    )[mode] ?? mode,
  transportUrl: 'Address',
  transportSecret: 'Secret that bodies are signed with',
  transportSecretHint: 'Empty for no signature.',
  transportSecretKept: 'There is one. Leave this as it is to keep it.',
  transportEmailTo: 'To, separated by commas',
  transportSubject: 'Subject begins with',
  transportOnce: 'Send once for all recipients',
  transportSigned: 'signed',
  transportTest: 'Test',
  transportTesting: 'Testing…',
  transportTested: (answer: string) => (answer === '' ? 'The test was sent.' : `The test was sent: ${answer}`),
  transportDeleteHint: 'Rules that send through it no longer do.',
  transportDeliveries: (delivered: number, waiting: number, failed: number) =>
    [
      count(delivered, { other: '# delivered' }),
      ...(waiting > 0 ? [count(waiting, { other: '# waiting' })] : []),
      ...(failed > 0 ? [count(failed, { other: '# failed' })] : []),
    ].join(', ') + '.',
};

export type RulesTexts = Localize<keyof typeof rulesEn>;
