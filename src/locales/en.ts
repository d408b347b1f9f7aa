import { plural, type PluralForms } from '../internal/plural.js';
import {
  ACTIONS,
  objectPart,
  say,
  summaryMessagesEn,
  type ActionGroup,
  type SummaryMessages,
  type SummaryPart,
} from '../model/index.js';

const count = (n: number | bigint, forms: PluralForms): string => plural('en', n, forms);

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
    secretViewed: ({ secret }) => say`${who} viewed ${secret ? summary.secretViewed({ secret }) : 'a secret'}`,
    secretRotated: ({ secret }) => say`${who} rotated ${secret ? summary.secretRotated({ secret }) : 'a secret'}`,
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
    modelCreated: ({ model }) => say`${who} created ${model ? summary.modelCreated({ model }) : 'an object'}`,
    modelUpdated: ({ model }) =>
      say`${who} updated ${model ? summary.modelUpdated({ model, changes: null }) : 'an object'}`,
    modelDeleted: ({ model }) => say`${who} deleted ${model ? summary.modelDeleted({ model }) : 'an object'}`,
    other: facts => {
      const what = summary.other(facts);
      const says = what.map(part => part.text).join('');
      return says === facts.label ? say`${who}: ${facts.label}` : say`${who}: ${facts.label}, ${what}`;
    },
  };
}

/**
 * Every text of the kit, in English: the source other languages are typed after. A text with something in it is a
 * function; numbers come to it as numbers, because plural and grouping differ by language.
 */
export const en = {
  $code: 'en',
  $name: 'English',
  $dir: 'ltr' as 'ltr' | 'rtl',

  // Events.
  summary,
  /** What actions are called; one that is not in here has the label of its profile, or its own name. */
  actionLabels: Object.fromEntries(ACTIONS.map(({ action, label }) => [action, label])) as Record<string, string>,
  headline,
  /** Who, for sentences: nobody is named where the event names nobody. */
  who: (name: string | null, actingAs: string | null): SummaryPart[] => {
    const who = name === null ? say`Somebody` : [objectPart(name)];
    return actingAs === null ? who : say`${who} acting as ${objectPart(actingAs)}`;
  },
  /** The sentence, where from, and when; the time is put in by the view, in the place of `time`. */
  headlineEnd: (place: string | null, time: SummaryPart): SummaryPart[] =>
    place === null ? say`, ${time}` : say`, from ${objectPart(place)}, ${time}`,

  // Shared.
  loading: 'Loading…',
  retry: 'Try again',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'The browser refused to copy. Press Ctrl+C, or Command+C, to copy this text.',
  copyTooLong: 'The browser refused to copy, and this is too long to copy by hand.',
  showMore: 'Show more',
  characters: (n: number) => count(n, { one: '# character', other: '# characters' }),
  hiddenCharacters: 'hidden characters',
  /** Of a name in other letters than it seems; `name` is what it can be read as. */
  lookAlike: (name: string) => `not “${name}”: other letters`,
  mixedScripts: (scripts: string) => `mixed scripts: ${scripts}`,
  /** Before the host that a link leads to. */
  linkHost: 'leads to',
  /** What the kinds of action are called, in legends and tables. */
  groupLabels: {
    failure: 'Failure',
    'sign-in': 'Sign-in',
    authorization: 'Authorize',
    update: 'Update',
    create: 'Create',
    delete: 'Delete',
    secrets: 'Secrets',
    mail: 'Mail',
    'sign-out': 'Sign-out',
    system: 'System',
  } as Record<ActionGroup, string>,
  /** Said wherever a figure is made of a part of the events. */
  countedOf: (covered: number, total: number) =>
    `Counted in the newest ${count(covered, { other: '#' })} of ${count(total, { one: '# event', other: '# events' })}`,
  events: (n: number) => count(n, { one: '# event', other: '# events' }),
  severityNotice: 'notice',
  severityWarning: 'warning',
  severityAlert: 'alert',
  filterFor: (value: string) => `Only events with ${value}`,
  filterOut: (value: string) => `Leave out events with ${value}`,

  // Facts of an event.
  factAction: 'Action',
  factSeverity: 'Severity',
  factApp: 'App',
  factUser: 'User',
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
  factBrand: 'Brand',
  factEventId: 'Event ID',
  factCreated: 'Created',
  factExpires: 'Kept until',

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

  // <event-detail>
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
  detailNoTime: 'time unknown',

  // <event-json-tree>
  treeLabel: 'JSON',
  treeRoot: 'Everything',
  treeFields: (n: number) => count(n, { one: '# field', other: '# fields' }),
  treeItems: (n: number) => count(n, { one: '# item', other: '# items' }),
  treeMore: (n: number) => count(n, { other: '# more' }),
  treeCycle: '(cycle)',
  treeUnreadable: '(cannot be read)',
  treeNoJson: '(not JSON)',
  treeCopyPath: 'Copy path',
  treeCopyValue: 'Copy value',
  treePathCopied: 'Path copied',
  treeValueCopied: 'Value copied',
  treeWrap: 'Wrap lines',
  treeShowMore: (n: number) => count(n, { other: 'Show # more' }),
  treeRestByCopy: 'copy the value for the rest',

  // <event-log>
  logLabel: 'Events',
  logRecent: 'Recent events',
  logTime: 'Time',
  logSummary: 'What happened',
  logFrom: 'From',
  logCount: (n: number) => count(n, { one: '# event', other: '# events' }),
  logNewestFirst: 'newest first',
  logOldestFirst: 'oldest first',
  logSorted: (column: string, descending: boolean) => `by ${column}, ${descending ? 'descending' : 'ascending'}`,
  logFoot: (counted: string, order: string) => `${counted}, ${order}`,
  logFootLoaded: (counted: string, order: string, loaded: number) =>
    `${counted}, ${order}; ${count(loaded, { other: '# loaded' })}`,
  logPosition: (row: number, rows: number) => `${count(row, { other: '#' })} of ${count(rows, { other: '#' })}`,
  logFresh: (n: number) => count(n, { other: '# new' }),
  logFreshHint: 'Show the events that have arrived',
  logRefresh: 'Refresh',
  logRowsCompact: 'Compact rows',
  logRowsNormal: 'Normal rows',
  logRowsTall: 'Tall rows',
  logColumns: 'Columns',
  logColumnUp: (column: string) => `Move ${column} to the front`,
  logColumnDown: (column: string) => `Move ${column} to the back`,
  logAddField: 'Another field',
  logAddFieldHint: 'A path in the event, such as context.geo.city',
  logAdd: 'Add',
  logResetColumns: 'Default columns',
  logTimes: (zone: string) => `Times in ${zone}`,
  logTimesRelative: 'How long ago',
  logTimesExact: 'Day and time',
  logTimeName: (relative: string, exact: string) => `${relative}, ${exact}`,
  logNoUser: 'No user',
  logAnonymous: 'Not signed in',
  logOnBehalfOf: (user: string) => `for ${user}`,
  logAuthenticatedAs: (user: string) => `by ${user}`,
  logDetails: 'Details',
  logNotSent: 'The server counted an event here, but did not send it.',
  logFormatFailed: '(cannot be shown)',
  logLoading: 'Loading events…',
  logEmpty: 'No events yet',
  logEmptyHint:
    'Nothing has been recorded here. Events show up as soon as someone signs in or changes something, and the list is refreshed.',
  logNoMatch: 'No event matches',
  logNoMatchHint: 'Nothing was found for',
  logClearSearch: 'Clear the search',
  logNoSource: 'No events to read',
  logNoSourceHint: 'This list has no source yet. A page gives it one with “src”, “events” or “client”.',
  logFailedNoAnswer: 'The events API did not answer',
  logFailedHttp: 'The events API answered with an error',
  logFailedFormat: 'The answer could not be read',
  logFailedQuery: 'This search cannot be run',
  logFailedOther: 'The events could not be loaded',
  logNextTry: (seconds: number) => `The next try is in ${count(seconds, { other: '# s' })}.`,
  logTryNow: 'Try now',
  logTrying: 'Trying…',
  logCopyDetails: 'Copy details',
  logStale: 'The events below are those from before.',
  logRejected: (n: number, reason: string) =>
    `${count(n, { one: '# entry is no event and cannot be read as one', other: '# entries are no events and cannot be read as such' })}: ${reason}`,
  logNotSentCount: (n: number) =>
    count(n, {
      one: '# event was counted by the server, but not sent.',
      other: '# events were counted by the server, but not sent.',
    }),
  logUnsteady: 'The list changes faster than it can be read: events may be missing here, or stand here twice.',
  logSearch: 'Search events',
  logSearchHint: 'Search, then Enter',
  logSearchClear: 'Clear',
  logKeys: 'Keys',
  logKeysHint: 'all keys',
  logHintMove: 'move',
  logHintOpen: 'open',
  logHintSearch: 'search',
  logKeyRows: 'Next and previous event',
  logKeyCells: 'Along the event',
  logKeyEnds: 'Start and end of the event',
  logKeyPages: 'A screen down and up',
  logKeyAll: 'First and last event',
  logKeyOpen: 'Open or close the event',
  logKeyClose: 'Close, and back to the event',
  logKeySearch: 'To the search',
  logKeyHelp: 'These keys',

  // <event-query-input>
  queryLabel: 'Search events',
  queryHint: 'Search, then Enter',
  querySignQuery: 'Query',
  querySignText: 'Text',
  querySignProblem: 'Problem',
  querySignQueryHint: 'This runs as a query',
  querySignTextHint: 'This runs as a text search: every word has to occur',
  querySignProblemHint: 'This does not run as it stands',
  queryProblems: (n: number) => count(n, { one: '# problem', other: '# problems' }),
  queryProblem: (severity: string, message: string) => `${severity}: ${message}`,
  queryError: 'Error',
  queryMoreProblems: (n: number) => count(n, { other: '# more' }),
  queryClear: 'Clear',
  queryHistory: 'Earlier queries and examples',
  queryRecent: 'Earlier queries',
  queryExamples: 'Examples',
  queryForget: 'Forget earlier queries',
  queryForgotten: 'Earlier queries are forgotten',
  queryFixes: 'Fixes',
  queryMissing: 'Fill in this field.',
  queryCompletions: 'Suggestions',

  // <event-time-range>
  rangeLabel: 'Time range',
  rangeEarlier: 'Earlier',
  rangeLater: 'Later',
  rangeZoomOut: 'Twice as long',
  rangeAll: 'All events',
  rangeLast15Minutes: 'Last 15 minutes',
  rangeLastHour: 'Last hour',
  rangeLast24Hours: 'Last 24 hours',
  rangeLast7Days: 'Last 7 days',
  rangeLast30Days: 'Last 30 days',
  rangeLast90Days: 'Last 90 days',
  rangeLastYear: 'Last year',
  rangeToday: 'Today',
  rangeYesterday: 'Yesterday',
  rangeThisWeek: 'This week',
  rangeLast: (amount: string) => `Last ${amount}`,
  rangeFrom: (time: string) => `From ${time}`,
  rangeUntil: (time: string) => `Until ${time}`,
  rangePresets: 'Usual ranges',
  rangeStart: 'From',
  rangeEnd: 'Through',
  rangeStartHint: '2 hours ago, or 2026-11-22 11:42',
  rangeEndHint: 'now',
  rangeUnreadable: 'This is no time. Write “2 hours ago”, “now-7d”, “yesterday” or “2026-11-22 11:42”.',
  rangeBackwards: 'The range ends before it begins.',
  rangeInZone: (span: string, zone: string) => `${span}, ${zone}`,
  rangeApply: 'Apply',
  rangeZone: 'Time zone',
  rangeZoneHere: (zone: string) => `This browser (${zone})`,
  rangeZoneOthers: 'All zones',
  rangePreviousMonth: 'Earlier month',
  rangeNextMonth: 'Later month',
  rangeCalendar: 'Days',
  rangeCalendarStart: 'Choose the first day, then the last.',
  rangeCalendarEnd: 'Now choose the last day.',
  rangeIs: (range: string) => `Time range: ${range}`,

  // <event-map>
  mapLabel: 'Places',
  mapCountries: (n: number) => count(n, { one: '# country', other: '# countries' }),
  mapAsMap: 'Map',
  mapAsTable: 'Table',
  mapView: 'Show as',
  mapLoading: 'Counting places…',
  mapEmpty: 'No events yet',
  mapNoMatch: 'No event matches',
  mapNoPlaces: 'None of these events has a place.',
  mapNoSource: 'No events to read',
  mapNoSourceHint: 'This map has no source yet. A page gives it one with “src”, “events” or “client”.',
  mapStale: 'The places below are those from before.',
  mapNotLoaded: 'The map could not be loaded. The table has the same figures.',
  /** The sentence above the map: who leads, of how many. */
  mapLeads: (name: string, n: number, placed: number): SummaryPart[] =>
    say`${[objectPart(name)]} leads with ${count(n, { other: '#' })} of the ${count(placed, { one: '# event', other: '# events' })} that have a place.`,
  mapAll: (name: string, placed: number): SummaryPart[] =>
    say`${count(placed, { one: 'The one event', other: 'All # events' })} that ${placed === 1 ? 'has' : 'have'} a place ${placed === 1 ? 'is' : 'are'} from ${[objectPart(name)]}.`,
  mapFailures: (name: string, failures: number, n: number): SummaryPart[] =>
    say` ${[objectPart(name)]} is mostly failures: ${count(failures, { other: '#' })} of ${count(n, { other: '#' })}.`,
  mapCoordinates: (lat: string, isNorth: boolean, long: string, isEast: boolean) =>
    `${lat}° ${isNorth ? 'N' : 'S'}, ${long}° ${isEast ? 'E' : 'W'}`,
  mapTown: (city: string, country: string) => `${city}, ${country}`,
  mapPartOf: (country: string) => `${country}, several places`,
  mapAround: (coordinates: string) => `Around ${coordinates}`,
  mapCountryOnly: 'Only the country is known',
  mapChoosesCountry: (country: string) => `A choice shows all of ${country}`,
  mapHint: 'Enter: only these. Arrows: next place. + and −: zoom',
  mapPressHint: 'Press: only these',
  mapPressAgainHint: 'Press: no longer only these',
  mapZoomIn: 'Zoom in',
  mapZoomOut: 'Zoom out',
  mapWhole: 'The whole world',
  mapFit: 'Zoom to the places',
  mapBox: 'Choose an area',
  mapBoxHint: 'Drag a box, or press Enter for what is in sight',
  mapDropArea: 'Drop the chosen area',
  mapWheelHint: (key: string) => `Hold ${key} to zoom with the wheel`,
  mapFingersHint: 'Move the map with two fingers',
  mapOption: (name: string, n: number, parts: string) =>
    `${name}: ${count(n, { one: '# event', other: '# events' })}. ${parts}`,
  mapPart: (group: string, n: number) => `${group} ${count(n, { other: '#' })}`,
  mapNowhere: (n: number) => count(n, { one: '# event without a place', other: '# events without a place' }),
  mapPrivate: (n: number) => count(n, { one: '# from a private address', other: '# from private addresses' }),
  mapMissing: (n: number) => count(n, { other: '# with none given' }),
  mapInvalid: (n: number) => count(n, { one: '# with one that cannot be', other: '# with ones that cannot be' }),
  mapPlated: (n: number) =>
    count(n, {
      one: '# event has only a country: a square in the middle of it.',
      other: '# events have only a country: squares in the middle of it.',
    }),
  mapTableCaption: 'Events by place',
  mapByCountry: 'Countries',
  mapByTown: 'Places',
  mapColumnPlace: 'Place',
  mapColumnEvents: 'Events',
  mapMoreRows: (n: number, events: number) =>
    `${count(n, { one: '# smaller place', other: '# smaller places' })} with ${count(events, { one: '# event', other: '# events' })} in all ${n === 1 ? 'is' : 'are'} not shown.`,
  mapOnly: (name: string) => `Only ${name}`,

  // <event-facets>
  facetsLabel: 'Filter by value',
  facetsValues: (n: number) => count(n, { one: '# value', other: '# values' }),
  facetsChosen: (chosen: number, n: number) => `${count(chosen, { other: '#' })} of ${count(n, { other: '#' })} chosen`,
  facetsMissing: 'None',
  facetsMissingOf: {
    'user.username': 'No user',
    app: 'No app',
    'context.geo.country': 'No country',
    'context.geo.city': 'No town',
    client_ip: 'No address',
  } as Readonly<Record<string, string>>,
  facetsObjects: 'Not one value',
  facetsFieldLabels: {
    action: 'Action',
    app: 'App',
    'user.username': 'User',
    'user.email': 'E-mail',
    client_ip: 'Address',
    'brand.name': 'Brand',
    'context.geo.country': 'Country',
    'context.geo.city': 'Town',
  } as Readonly<Record<string, string>>,
  facetsOnly: (value: string) => `Only ${value}`,
  facetsLeaveOut: (value: string) => `Leave out ${value}`,
  facetsLeftOut: 'left out',
  facetsMore: (n: number) => count(n, { other: '# more' }),
  facetsFewer: 'Fewer',
  facetsRest: (n: number) => count(n, { one: '# event with a rarer value', other: '# events with rarer values' }),
  facetsSearch: (field: string) => `Search in ${field}`,
  facetsSearchHint: 'Search',
  facetsNoMatch: 'No value matches',
  facetsNone: 'No event has a value here',
  facetsLoading: 'Counting values…',
  facetsStale: 'The figures are those from before.',
  facetsNoSource: 'No events to read',
  facetsFold: 'Filter by value',
  facetsFoldOf: (fields: string) => `Filter by ${fields}`,
  facetsFiltered: (n: number) => count(n, { one: '# chosen', other: '# chosen' }),
  facetsValue: (value: string, n: number) => `${value}, ${count(n, { one: '# event', other: '# events' })}`,
  facetsValueOut: (value: string) => `${value}, left out`,
};
