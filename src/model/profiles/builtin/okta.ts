import type { Profile } from '../profile.js';

/** Okta tells the place of the client, and of each hop the request came through; the first hop is the client again. */
const PLACES = ['client.geographicalContext', 'request.ipChain.0.geographicalContext'];
const place = (key: string) => PLACES.map(path => `${path}.${key}`);

/**
 * Okta's System Log. https://developer.okta.com/docs/reference/api/system-log/
 *
 * Log lakes without case in column names keep Okta's events with keys in lower case, and put the time into a column of
 * their own (`p_event_time`); the later of several paths are for those.
 */
export const okta: Profile = {
  name: 'okta',
  title: 'Okta System Log',
  detect: [
    { eventType: true, published: true },
    { eventtype: true, published: true },
    { eventType: true, 'outcome.result': true },
    { eventType: true, p_event_time: true },
  ],
  id: 'uuid',
  time: ['published', 'p_event_time'],
  action: ['eventType', 'eventtype'],
  app: { const: 'okta' },
  user: [
    {
      pk: 'actor.id',
      username: { from: ['actor.alternateId', 'actor.displayName'], except: ['unknown', 'Unknown'] },
      email: { if: { 'actor.alternateId': '*@*' }, then: 'actor.alternateId' },
    },
    { username: ['actorId', 'actorName'], email: { if: { actorId: '*@*' }, then: 'actorId' } },
  ],
  client_ip: ['client.ipAddress', 'request.ipChain.0.ip', 'sourceIP'],
  geo: {
    country: place('country'),
    city: place('city'),
    lat: place('geolocation.lat'),
    long: place('geolocation.lon'),
  },
  model: {
    pk: 'target.0.id',
    name: { from: ['target.0.displayName', 'target.0.alternateId'], except: ['unknown', 'Unknown'] },
    model_name: 'target.0.type',
  },
  http_request: {
    path: ['debugContext.debugData.requestUri', 'debugcontext.debugData.requestUri'],
    user_agent: ['client.userAgent.rawUserAgent', 'userAgent'],
    request_id: ['debugContext.debugData.requestId', 'debugcontext.debugData.requestId', 'transaction.id'],
  },
  before: 'target.0.changeDetails.from',
  after: 'target.0.changeDetails.to',
  message: ['outcome.reason', 'displayMessage', 'displaymessage'],
  rules: [
    { when: { 'outcome.result': ['FAILURE', 'DENY', 'DENIED'] }, group: 'failure', level: 'warning' },
    {
      action: [
        'security.threat.*',
        'user.account.report_suspicious_activity*',
        'app.oauth2.*detect_reuse',
        '*.token.reuse',
      ],
      group: 'failure',
      level: 'alert',
    },
    {
      action: ['*rate_limit.violation', '*rate_limit_exceeded', '*unauth_app_access_attempt', 'user.account.lock'],
      group: 'failure',
      level: 'warning',
    },
    { action: 'user.session.impersonation.*', level: 'notice' },
    {
      action: ['user.session.end', 'user.session.clear', 'user.session.expire', 'user.session.impersonation.end'],
      group: 'sign-out',
    },
    {
      action: [
        'user.authentication.sso',
        'app.oauth2.*',
        'app.generic.*',
        'policy.evaluate_sign_on',
        '*.privilege.grant',
        '*.privilege.revoke',
      ],
      group: 'authorization',
    },
    { action: ['user.session.*', 'user.authentication.*'], group: 'sign-in' },
    { action: ['*show_password', 'system.api_token.*', 'app.*.credential*', 'user.credential.*'], group: 'secrets' },
    { action: ['system.email.*', 'system.sms.*', 'system.voice.*'], group: 'mail' },
    {
      action: ['*.delete', '*.delete.*', '*.remove', '*.revoke', '*.deprovision', '*.lifecycle.deactivate'],
      group: 'delete',
    },
    { action: ['*.create', '*.create.*', '*.add', '*_added', '*.import*', '*.lifecycle.activate'], group: 'create' },
    {
      action: [
        '*.update',
        '*.update*',
        '*.change*',
        '*config_change*',
        'user.account.*',
        '*.mfa.*',
        'user.lifecycle.*',
        'group.*',
        'application.*',
        'policy.*',
        'zone.*',
      ],
      group: 'update',
    },
  ],
  group: { const: 'system' },
  level: { from: 'severity', lookup: { WARN: 'warning', HIGH: 'alert', ERROR: 'alert', CRITICAL: 'alert' } },
  context: { outcome: 'outcome.result' },
};
