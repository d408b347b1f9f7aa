import type { Addresses } from './addresses.js';
import type { DataExports, NotificationRules, Notifications, Retention } from './types.js';

/** What a client manages beside the events. */
export interface Manage {
  exports: DataExports;
  notifications: Notifications;
  rules: NotificationRules;
  retention: Retention;
}

export type LateExports = Omit<DataExports, keyof Addresses>;
export type LateNotifications = Omit<Notifications, keyof Addresses>;

/** The part of it that is loaded late. */
export interface LateManage {
  exports: LateExports;
  notifications: LateNotifications;
  rules: NotificationRules;
  retention: Retention;
}

/**
 * What is managed beside the events: all of it there at once, and its code loaded with the first call, for most pages show
 * events and manage nothing.
 */
export function lateManage(loaded: () => Promise<LateManage>, { fileUrl, linkOf, fileOf }: Addresses): Manage {
  /** Calls of a part, under the same names. */
  const calls = <T extends object, N extends keyof T>(part: (manage: LateManage) => T, ...names: N[]): Pick<T, N> =>
    Object.fromEntries(
      names.map(name => [
        name,
        async (...args: unknown[]): Promise<unknown> => {
          const target = part(await loaded());
          return (target[name] as (...args: unknown[]) => unknown).apply(target, args);
        },
      ]),
    ) as Pick<T, N>;

  return {
    exports: {
      ...calls(({ exports }) => exports, 'start', 'list', 'get', 'remove', 'download'),
      fileUrl,
    },
    notifications: {
      ...calls(({ notifications }) => notifications, 'list', 'unseen', 'get', 'markSeen', 'markAllSeen', 'remove'),
      linkOf,
      fileOf,
    },
    rules: {
      ...calls(({ rules }) => rules, 'list', 'get', 'create', 'update', 'remove', 'groups'),
      transports: calls(({ rules }) => rules.transports, 'list', 'get', 'create', 'update', 'remove', 'test'),
    },
    retention: calls(({ retention }) => retention, 'get', 'set', 'preview'),
  };
}
