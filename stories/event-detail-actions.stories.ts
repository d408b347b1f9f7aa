import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/components/event-detail/define.js';
import { bareEvent, fullEvent, hostileEvent } from './action-events.js';

/** Every action of authentik: with all it can say, with nothing of that, and with values nobody should trust. */
const meta: Meta<{ actions: readonly string[] }> = {
  title: 'Elements/event-detail/Actions',
  tags: ['!autodocs'],
  argTypes: { actions: { control: false } },
  render: ({ actions }) =>
    html`${actions.map(action =>
      [fullEvent(action), bareEvent(action), hostileEvent(action)].map(
        record => html`<event-detail time-zone="UTC" .record=${record}></event-detail>`,
      ),
    )}`,
};
export default meta;

type Story = StoryObj<{ actions: readonly string[] }>;
const of = (...actions: string[]): Story => ({ args: { actions } });

export const SigningIn: Story = of('login', 'login_failed', 'logout', 'invitation_used');
export const Passwords: Story = of('password_set', 'suspicious_request');
export const Users: Story = of('user_write', 'user_offboarded', 'source_linked');
export const Impersonation: Story = of('impersonation_started', 'impersonation_ended');
export const Secrets: Story = of('secret_view', 'secret_rotate');
export const Applications: Story = of('authorize_application');
export const FlowsAndPolicies: Story = of('flow_execution', 'policy_execution', 'policy_exception');
export const Exceptions: Story = of('property_mapping_exception', 'system_exception', 'system_task_exception');
export const Tasks: Story = of('system_task_execution', 'export_ready', 'update_available');
export const Configuration: Story = of('configuration_error', 'configuration_warning');
export const Objects: Story = of('model_created', 'model_updated', 'model_deleted');
export const Mail: Story = of('email_sent');
export const Reviews: Story = of('review_initiated', 'review_overdue', 'review_attested', 'review_completed');
export const AccessRequests: Story = of(
  'access_request_created',
  'access_request_approved',
  'access_request_denied',
  'access_request_revoked',
);
export const NextActions: Story = of('next_action_set', 'next_action_removed', 'next_action_completed');
export const Custom: Story = of('custom_', 'door_opened');
