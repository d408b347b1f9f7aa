import type { Profile } from '../profile.js';

/** Kubernetes' own audit events, also as EKS delivers them. https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export const kubernetes: Profile = {
  name: 'kubernetes',
  title: 'Kubernetes audit',
  detect: [{ apiVersion: 'audit.k8s.io/*' }, { auditID: true, verb: true }, { auditID: true, requestURI: true }],
  batches: [{ each: ['items'] }],
  // One request is audited at several stages under one id, and each stage is an event.
  id: { template: '{auditID}/{stage}' },
  time: ['requestReceivedTimestamp', 'stageTimestamp', 'metadata.creationTimestamp'],
  action: ['verb', { const: 'request' }],
  app: [{ template: '{objectRef.apiGroup}/{objectRef.apiVersion}' }, 'objectRef.apiVersion', { const: 'kubernetes' }],
  user: {
    pk: 'user.uid',
    username: 'user.username',
    on_behalf_of: { pk: 'impersonatedUser.uid', username: 'impersonatedUser.username' },
  },
  client_ip: 'sourceIPs.0',
  model: [
    {
      pk: 'objectRef.uid',
      name: [{ template: '{objectRef.namespace}/{objectRef.name}' }, 'objectRef.name'],
      model_name: [{ template: '{objectRef.resource}/{objectRef.subresource}' }, 'objectRef.resource'],
      app: ['objectRef.apiGroup', 'objectRef.apiVersion'],
    },
    // A list or watch names no object, only the kind of it.
    {
      name: [{ template: '{objectRef.namespace}/{objectRef.resource}' }, 'objectRef.resource'],
      model_name: { const: 'resource' },
      app: ['objectRef.apiGroup', 'objectRef.apiVersion'],
    },
  ],
  http_request: { method: 'verb', path: 'requestURI', user_agent: 'userAgent', request_id: 'auditID' },
  message: [
    'responseStatus.message',
    { if: { 'responseStatus.code': ['4*', '5*'] }, then: { template: 'Status {responseStatus.code}' } },
  ],
  rules: [
    { when: { 'responseStatus.code': ['401', '403'] }, group: 'failure', level: 'warning' },
    { when: { 'annotations."authorization.k8s.io/decision"': 'forbid' }, group: 'failure', level: 'warning' },
    { when: { 'responseStatus.code': '5*' }, group: 'failure', level: 'alert' },
    { when: { impersonatedUser: true }, level: 'notice' },
    { when: { 'objectRef.resource': 'secrets', verb: ['get', 'list', 'watch'] }, group: 'secrets' },
    {
      when: { 'objectRef.subresource': ['token', 'exec', 'attach', 'portforward', 'proxy'], verb: ['create', 'get'] },
      group: 'authorization',
    },
    {
      when: { 'objectRef.resource': ['*accessreviews', 'tokenreviews', 'selfsubjectrulesreviews'] },
      group: 'authorization',
    },
    { action: ['delete', 'deletecollection'], group: 'delete' },
    { action: 'create', group: 'create' },
    { action: ['update', 'patch', 'approve', 'bind', 'escalate'], group: 'update' },
  ],
  group: { const: 'system' },
  context: { namespace: 'objectRef.namespace', status: 'responseStatus.code', stage: 'stage' },
};
