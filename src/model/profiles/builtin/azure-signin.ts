import type { Profile } from '../profile.js';

/** Sign-ins have a plain result and, more particular, an error code of which 0 is success. */
const FAILED_CODE = { not: ['0'] };

/**
 * Sign-in and audit logs of Microsoft Entra ID (Azure AD), as Azure Monitor exports them.
 * https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-azure-monitor-sign-ins-log-schema
 *
 * `time` there is when the log took the event in, which is minutes after it happened.
 */
export const azureSignin: Profile = {
  name: 'azure-signin',
  title: 'Microsoft Entra ID (Azure) sign-ins and audit',
  detect: [
    { category: ['*SignInLogs', 'AuditLogs', 'ProvisioningLogs'] },
    { resourceId: '*/providers/*icrosoft.aadiam*', operationName: true },
    { 'properties.activityDateTime': true, 'properties.initiatedBy': true },
  ],
  batches: [{ each: ['records'] }],
  id: 'properties.id',
  time: ['properties.createdDateTime', 'properties.activityDateTime', 'time'],
  action: ['operationName', 'properties.activityDisplayName', 'category'],
  app: [
    'properties.appDisplayName',
    'properties.loggedByService',
    'properties.resourceDisplayName',
    'category',
    { const: 'azure' },
  ],
  user: [
    {
      pk: 'properties.userId',
      username: ['properties.userPrincipalName', 'properties.userDisplayName'],
      email: { if: { 'properties.userPrincipalName': '*@*' }, then: 'properties.userPrincipalName' },
    },
    {
      pk: 'properties.initiatedBy.user.id',
      username: ['properties.initiatedBy.user.userPrincipalName', 'properties.initiatedBy.user.displayName'],
      email: {
        if: { 'properties.initiatedBy.user.userPrincipalName': '*@*' },
        then: 'properties.initiatedBy.user.userPrincipalName',
      },
    },
    {
      pk: ['properties.servicePrincipalId', 'properties.initiatedBy.app.servicePrincipalId', 'properties.appId'],
      username: ['properties.servicePrincipalName', 'properties.initiatedBy.app.displayName', 'identity'],
    },
  ],
  client_ip: ['properties.ipAddress', 'callerIpAddress', 'properties.initiatedBy.user.ipAddress'],
  geo: {
    country: 'properties.location.countryOrRegion',
    city: { from: 'properties.location.city', except: ['Unknown'] },
    lat: 'properties.location.geoCoordinates.latitude',
    long: 'properties.location.geoCoordinates.longitude',
  },
  model: [
    {
      pk: 'properties.targetResources.0.id',
      name: ['properties.targetResources.0.displayName', 'properties.targetResources.0.userPrincipalName'],
      model_name: 'properties.targetResources.0.type',
    },
    { pk: 'properties.resourceId', name: 'properties.resourceDisplayName', model_name: { const: 'resource' } },
  ],
  http_request: {
    user_agent: ['properties.userAgent', 'properties.deviceDetail.browser'],
    request_id: ['properties.correlationId', 'correlationId'],
  },
  before: { entries: 'properties.targetResources.0.modifiedProperties', key: 'displayName', value: 'oldValue' },
  after: { entries: 'properties.targetResources.0.modifiedProperties', key: 'displayName', value: 'newValue' },
  message: [
    'properties.status.failureReason',
    'resultDescription',
    'properties.resultReason',
    'properties.status.additionalDetails',
    { if: { 'properties.status.errorCode': FAILED_CODE }, then: { template: 'Error {properties.status.errorCode}' } },
  ],
  rules: [
    { when: { 'properties.status.errorCode': FAILED_CODE }, group: 'failure', level: 'warning' },
    { when: { resultType: { not: ['0', 'Success', 'success', 'None'] } }, group: 'failure', level: 'warning' },
    { when: { 'properties.result': ['failure', 'Failure', 'timeout'] }, group: 'failure', level: 'warning' },
    { when: { 'properties.riskState': ['atRisk', 'confirmedCompromised'] }, level: 'alert' },
    { when: { 'properties.riskLevelDuringSignIn': ['high'] }, level: 'alert' },
    { when: { 'properties.riskLevelDuringSignIn': ['medium', 'low'] }, level: 'notice' },
    { when: { category: '*SignInLogs' }, group: 'sign-in' },
    { action: ['*credential*', '*secret*', '*certificate*'], group: 'secrets' },
    { action: ['*role*', '*consent*', '*elevated*', '*permission*', 'Add app role*'], group: 'authorization' },
    { action: ['Delete*', 'Remove*', 'Hard Delete*'], group: 'delete' },
    { action: ['Add*', 'Create*', 'Invite*', 'Register*'], group: 'create' },
    { action: ['Update*', 'Set*', 'Change*', 'Reset*', 'Disable*', 'Enable*', 'Restore*'], group: 'update' },
    { action: ['*Update', '*Update*'], group: 'update' },
  ],
  group: { const: 'system' },
  context: { outcome: ['resultType', 'properties.result'], category: 'category' },
};
