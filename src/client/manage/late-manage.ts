import { load } from '../load.js';
import type { HttpManage, ViewParams } from './http-manage.js';
import type { Api, IsOurs } from './read.js';
import type { DataExports, NotificationRules, Notifications, Retention } from './types.js';

/** The parts of {@link HttpManage} as a client shows them. */
export interface LateManage {
  exports: DataExports;
  notifications: Notifications;
  rules: NotificationRules;
  retention: Retention;
}

/**
 * What is managed beside the events: all of it there at once, and its code loaded with the first call, for most pages show
 * events and manage nothing.
 */
export function lateManage(api: Api, viewParams: ViewParams, isOurs: IsOurs): LateManage {
  let manage: HttpManage | undefined;
  const loaded = async (): Promise<HttpManage> => {
    if (!manage) {
      const module = await load(import('./http-manage.js'), 'manages exports, rules and notifications', '');
      manage ??= new module.HttpManage(api, viewParams, isOurs);
    }
    return manage;
  };

  /** Calls of a part, under the same names. */
  const calls = <T extends object, N extends keyof T>(part: (manage: HttpManage) => T, ...names: N[]): Pick<T, N> =>
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
      fileUrl: ({ file_url: address }) => (address ? api.resolve(address) : null),
    },
    notifications: {
      ...calls(({ notifications }) => notifications, 'list', 'unseen', 'get', 'markSeen', 'markAllSeen', 'remove'),
      linkOf: ({ hyperlink }) => (hyperlink ? api.resolve(hyperlink) : null),
    },
    rules: {
      ...calls(({ rules }) => rules, 'list', 'get', 'create', 'update', 'remove', 'groups'),
      transports: calls(({ rules }) => rules.transports, 'list', 'get', 'create', 'update', 'remove', 'test'),
    },
    retention: calls(({ retention }) => retention, 'get', 'set', 'preview'),
  };
}
