// Makes authentik.jsonl.gz: events in the shape of authentik's API, one JSON object a line, in which every action occurs.
// Everything in them is invented. The same run always makes the same file: `node demo/data/make-authentik.mjs`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The moment the log was read: nothing in it is later. */
const NOW = Date.parse('2026-11-22T15:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEPT_FOR = 365 * DAY;
const MASK = '********************';

/** Small, well-mixed and the same everywhere (mulberry32). */
function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';

const place = (continent, country, city, lat, long, asn, as_org, network) => ({
  geo: { continent, country, city, lat, long },
  asn: { asn, as_org, network },
});
const KRAKOW = place('EU', 'PL', 'Kraków', 50.0647, 19.945, 64496, 'Wisła Net', '198.51.100.0/25');
const HAMBURG = place('EU', 'DE', 'Hamburg', 53.5511, 9.9937, 64497, 'Elbe Telekom', '2001:db8:2c::/48');
const LONDON = place('EU', 'GB', 'London', 51.5142, -0.0931, 64498, 'Thames Broadband', '192.0.2.0/25');
const TOKYO = place('AS', 'JP', 'Tokyo', 35.6895, 139.6917, 64499, 'Sakura Fiber', '192.0.2.0/28');
const BENGALURU = place('AS', 'IN', 'Bengaluru', 12.9716, 77.5946, 64500, 'Cauvery Networks', '198.51.100.128/25');
const SAN_JOSE = place('NA', 'US', 'San Jose', 37.3382, -121.8863, 64501, 'Almaden Cable', '192.0.2.192/26');
const LINKOPING = place('EU', 'SE', 'Linköping', 58.4167, 15.6167, 64502, 'Stångån Bredband', '89.160.20.128/25');
const BOXFORD = place('EU', 'GB', 'Boxford', 51.75, -1.25, 64498, 'Thames Broadband', '2.125.160.216/29');
const SAO_PAULO = place('SA', 'BR', 'São Paulo', -23.5505, -46.6333, 64503, 'Tietê Fibra', '203.0.113.0/26');
/** The country is known, the city is not. */
const SOMEWHERE = { geo: { continent: 'AS', country: 'BT', city: '', lat: 27.5, long: 90.5 } };
/** The database knows the address and nothing about it. */
const UNKNOWN = { geo: { continent: null, country: null, city: '', lat: null, long: null } };

const person = (pk, username, ip, where, agent) => ({
  user: { pk, email: `${username}@acme.example`, username },
  ip,
  where,
  agent,
});
const LENA = person(12, 'lena.fischer', '2001:db8:2c:9::41', HAMBURG, FIREFOX);
const OKAFOR = person(14, 'j.okafor', '192.0.2.24', LONDON, CHROME);
const MARTA = person(17, 'marta.kowalska', '198.51.100.61', KRAKOW, FIREFOX);
const PRIYA = person(21, 'priya.raman', '198.51.100.140', BENGALURU, CHROME);
const NGUYEN = person(23, 'p.nguyen', '192.0.2.201', SAN_JOSE, SAFARI);
const MOREAU = person(26, 'd.moreau', '2.125.160.216', BOXFORD, SAFARI);
const NAKAMURA = person(29, 't.nakamura', '192.0.2.14', TOKYO, CHROME);
const PETROV = person(31, 'sasha.petrov', '10.20.4.118', {}, FIREFOX);
const LINDQVIST = person(34, 'h.lindqvist', '89.160.20.130', LINKOPING, SAFARI);
const ALVES = person(38, 'r.alves', '203.0.113.17', SAO_PAULO, CHROME);
const PEOPLE = [LENA, LENA, OKAFOR, MARTA, MARTA, PRIYA, NGUYEN, MOREAU, NAKAMURA, PETROV, LINDQVIST, ALVES];
const ADMINS = [MARTA, OKAFOR, LENA];
const DEPLOY = {
  user: { pk: 44, email: '', username: 'ci-deploy' },
  ip: '10.20.9.3',
  where: {},
  agent: 'goauthentik.io/cli/2026.10.1',
};
const NOBODY = { pk: 1, email: '', username: 'AnonymousUser', is_anonymous: true };

const MODELS = {
  application: 'authentik_core',
  group: 'authentik_core',
  token: 'authentik_core',
  user: 'authentik_core',
  brand: 'authentik_brands',
  certificatekeypair: 'authentik_crypto',
  dataexport: 'authentik_reports',
  expressionpolicy: 'authentik_policies_expression',
  flow: 'authentik_flows',
  grantrequest: 'authentik_requests',
  invitation: 'authentik_stages_invitation',
  ldapsource: 'authentik_sources_ldap',
  oauth2provider: 'authentik_providers_oauth2',
  oauthsource: 'authentik_sources_oauth',
  outpost: 'authentik_outposts',
  passwordstage: 'authentik_stages_password',
  policybinding: 'authentik_policies',
  proxyprovider: 'authentik_providers_proxy',
  review: 'authentik_lifecycle',
  role: 'authentik_rbac',
  samlprovider: 'authentik_providers_saml',
  scopemapping: 'authentik_providers_oauth2',
  totpdevice: 'authentik_stages_authenticator_totp',
  webauthndevice: 'authentik_stages_authenticator_webauthn',
};

/** Applications with the share of sign-ins that go to each, and what they ask for. */
const APPLICATIONS = [
  ['Grafana', 5, 'openid profile email groups'],
  ['Nextcloud', 4, 'openid profile email'],
  ['Payroll', 2, 'openid email'],
  ['Wiki', 3, 'openid profile'],
  ['GitLab', 4, 'openid profile email read_user'],
  ['VPN portal', 2, 'openid email offline_access'],
];

/** The events, oldest first. @returns {object[]} */
export function makeEvents() {
  const random = makeRandom(20261122);
  const events = [];
  const integer = (from, to) => from + Math.floor(random() * (to - from + 1));
  const pick = list => list[Math.floor(random() * list.length)];
  const hex = digits => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join('');
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
  const model = (model_name, name, pk = hex(32)) => ({ pk, app: MODELS[model_name], name, model_name });

  const brand = model('brand', 'Acme');
  const labs = model('brand', 'Acme Labs');
  const applications = APPLICATIONS.flatMap(([name, share, scopes]) =>
    Array(share).fill({ object: model('application', name), flow: hex(32), scopes }),
  );
  const flows = {
    login: 'default-authentication-flow',
    logout: 'default-invalidation-flow',
    recovery: 'acme-recovery',
  };

  /** ISO text with microseconds, as PostgreSQL and Django write it. */
  const iso = (ms, micros = 0) => new Date(ms).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);

  /** A moment of the last seven days, most of them in the office hours of Europe. */
  const moment = () => {
    for (;;) {
      const at = NOW - random() * 7 * DAY;
      const hour = new Date(at).getUTCHours();
      const weekend = [0, 6].includes(new Date(at).getUTCDay());
      if (random() < (hour >= 7 && hour <= 17 ? 1 : 0.2) * (weekend ? 0.35 : 1)) return Math.floor(at);
    }
  };

  const request = (who, method, path, args = {}) => ({
    http_request: { args, path, method, request_id: hex(32), user_agent: who.agent },
    ...who.where,
  });
  const flowRequest = (who, slug, method = 'POST') =>
    request(who, method, `/api/v3/flows/executor/${slug}/`, {
      query: pick(['next=%2F', 'next=%2Fif%2Fuser%2F', 'next=%2Fapplication%2Fo%2Fauthorize%2F']),
    });

  /** Adds one event. `more` replaces or (with undefined) removes keys of the record. */
  const add = (action, app, who, context, { at = moment(), ...more } = {}) => {
    const record = {
      pk: uuid(),
      user: who?.user ?? {},
      action,
      app,
      context,
      client_ip: who?.ip ?? null,
      created: iso(at, integer(0, 999)),
      expires: iso(at + KEPT_FOR, integer(0, 999)),
      brand: random() < 0.1 ? labs : brand,
      ...more,
    };
    for (const [key, value] of Object.entries(record)) if (value === undefined) delete record[key];
    events.push({ at, record });
  };
  const times = (count, make) => {
    for (let i = 0; i < count; i += 1) make(i);
  };

  // Signing in and out.
  times(64, i => {
    const who = PEOPLE[i % PEOPLE.length];
    const args =
      i % 3 === 0
        ? { mfa_devices: [model('webauthndevice', 'Security key')], known_device: i % 2 === 0 }
        : i % 5 === 0
          ? { mfa_devices: [model('totpdevice', 'Phone')] }
          : {};
    const method = i % 13 === 7 ? 'auth_webauthn_pwl' : 'password';
    const context = { auth_method: method, auth_method_args: args, ...flowRequest(who, flows.login, 'GET') };
    if (i % 11 === 4) Object.assign(context, { using_source: model('oauthsource', 'GitHub') });
    add('login', 'authentik.events.signals', who, context);
  });
  times(30, i => {
    const who = PEOPLE[(i * 5) % PEOPLE.length];
    add('logout', 'authentik.events.signals', who, flowRequest(who, flows.logout, 'GET'));
  });
  const attempt = (who, username, more) =>
    add(
      'login_failed',
      'authentik.events.signals',
      { ...who, user: NOBODY },
      {
        stage: model('passwordstage', 'default-authentication-password'),
        password: MASK,
        username,
        ...flowRequest(who, flows.login),
      },
      more,
    );
  times(16, i => attempt(PEOPLE[(i * 7) % PEOPLE.length], PEOPLE[(i * 7) % PEOPLE.length].user.username));
  // Somebody tries passwords: 24 times within two minutes, from one address.
  const stranger = { ip: '203.0.113.201', where: UNKNOWN, agent: 'python-requests/2.32.3' };
  const night = Date.parse('2026-11-20T03:41:00Z');
  times(24, i => attempt(stranger, ['admin', 'administrator', 'root', 'akadmin'][i % 4], { at: night + i * 4_700 }));
  add(
    'suspicious_request',
    'authentik.providers.oauth2.views.token',
    { ...stranger, user: NOBODY },
    {
      message: 'Authorization code used twice',
      provider: model('oauth2provider', 'Grafana', '17'),
      token: MASK,
      ...request(stranger, 'POST', '/application/o/token/'),
    },
    { at: night + 3 * 60_000 },
  );
  add(
    'suspicious_request',
    'authentik.providers.oauth2.views.introspection',
    { ...NAKAMURA, user: {} },
    {
      message: 'Revoked refresh token was used',
      ...request(NAKAMURA, 'POST', '/application/o/introspect/'),
    },
  );

  // Applications.
  times(78, () => {
    const who = pick(PEOPLE);
    const { object, flow, scopes } = pick(applications);
    add('authorize_application', 'authentik.providers.oauth2.views.authorize', who, {
      authorized_application: object,
      flow,
      scopes,
      ...flowRequest(who, 'default-provider-authorization-implicit-consent', 'GET'),
    });
  });

  // Accounts.
  times(8, i => {
    const who = PEOPLE[(i * 3) % PEOPLE.length];
    add('user_write', 'authentik.events.signals', who, {
      name: who.user.username.replace('.', ' '),
      email: who.user.email,
      created: i === 5,
      username: who.user.username,
      attributes: { settings: { locale: pick(['', 'de', 'pl', 'en']) } },
      ...flowRequest(who, 'default-user-settings-flow', 'GET'),
    });
  });
  add('user_offboarded', 'authentik.enterprise.lifecycle.tasks', null, {
    message: 'User w.sato was offboarded: contract ended on 2026-11-16',
    username: 'w.sato',
    model: model('user', 'w.sato', 19),
  });
  times(4, i => {
    const who = [LINDQVIST, MOREAU, PRIYA, ALVES][i];
    add(
      'password_set',
      'authentik.events.signals',
      who,
      flowRequest(who, i === 3 ? 'default-password-change' : flows.recovery),
    );
  });
  add('next_action_set', 'authentik.core.api.users', MARTA, {
    message: 'p.nguyen must set a new password at the next sign-in',
    model: model('user', 'p.nguyen', 23),
    ...request(MARTA, 'POST', '/api/v3/core/users/23/next_actions/'),
  });
  add('next_action_completed', 'authentik.flows.executor', NGUYEN, {
    message: 'p.nguyen set a new password',
    model: model('user', 'p.nguyen', 23),
    ...flowRequest(NGUYEN, 'default-password-change'),
  });
  add('next_action_removed', 'authentik.core.api.users', OKAFOR, {
    message: 'r.alves no longer has to enrol a second factor',
    model: model('user', 'r.alves', 38),
    ...request(OKAFOR, 'DELETE', '/api/v3/core/users/38/next_actions/'),
  });
  times(3, i => {
    const who = [ALVES, PRIYA, LINDQVIST][i];
    const source = model('oauthsource', ['GitHub', 'Apple', 'Google'][i]);
    add('source_linked', 'authentik.sources.oauth.views.callback', who, {
      source,
      ...request(who, 'GET', '/source/oauth/callback/'),
    });
  });
  times(3, i => {
    const invitation = model('invitation', ['spring-interns', 'contractors-2026', 'acme-labs'][i]);
    add('invitation_used', 'authentik.stages.invitation.signals', [ALVES, PRIYA, NGUYEN][i], {
      invitation: { ...invitation, fixed_data: { groups: ['contractors-2026'] } },
      ...flowRequest([ALVES, PRIYA, NGUYEN][i], 'acme-enrollment'),
    });
  });
  // The outer user is the real one.
  const impersonating = { ...NAKAMURA, user: { ...NAKAMURA.user, on_behalf_of: MOREAU.user } };
  const ticket = Date.parse('2026-11-22T09:12:00Z');
  add(
    'impersonation_started',
    'authentik.core.api.users',
    impersonating,
    {
      reason: 'Ticket 20418, cannot open payroll',
      ...request(NAKAMURA, 'POST', '/api/v3/core/users/26/impersonate/'),
    },
    { at: ticket },
  );
  add(
    'authorize_application',
    'authentik.providers.oauth2.views.authorize',
    impersonating,
    {
      authorized_application: applications.find(({ object }) => object.name === 'Payroll').object,
      flow: hex(32),
      scopes: 'openid email',
      ...flowRequest(NAKAMURA, 'default-provider-authorization-implicit-consent', 'GET'),
    },
    { at: ticket + 70_000 },
  );
  add(
    'impersonation_ended',
    'authentik.core.api.users',
    impersonating,
    request(NAKAMURA, 'GET', '/api/v3/core/users/impersonate_end/'),
    {
      at: ticket + 320_000,
    },
  );

  // Secrets.
  times(6, i => {
    const secret = [
      model('certificatekeypair', 'acme-saml-signing'),
      model('token', 'ci-deploy'),
      model('certificatekeypair', 'authentik Self-signed Certificate'),
    ][i % 3];
    const who = pick([PETROV, ...ADMINS]);
    add('secret_view', 'authentik.crypto.api', who, {
      secret,
      ...request(who, 'GET', `/api/v3/crypto/certificatekeypairs/${secret.pk}/view_private_key/`),
    });
  });
  times(3, i =>
    add('secret_rotate', 'authentik.core.tasks', null, {
      secret: model('token', ['ci-deploy', 'ldap-outpost-api', 'scim-hr'][i]),
    }),
  );

  // Objects: what was made, changed and removed, and how.
  const change = (action, object, more = {}, who = pick(ADMINS), at = undefined) =>
    add(
      action,
      'authentik.events.middleware',
      who,
      {
        model: object,
        ...more,
        ...request(
          who,
          { model_created: 'POST', model_updated: 'PUT', model_deleted: 'DELETE' }[action],
          `/api/v3/${object.app.replace('authentik_', '')}/${object.model_name}s/${object.pk}/`,
        ),
      },
      at ? { at } : {},
    );
  const set = (previous_value, new_value) => ({ previous_value, new_value });
  const provider = model('oauth2provider', 'Grafana', '17');

  change(
    'model_updated',
    provider,
    {
      diff: {
        name: set('Provider for Grafana', 'Grafana'),
        access_code_validity: set('minutes=1', 'minutes=2'),
        client_secret: set(MASK, MASK),
        property_mappings: { add: [hex(32), hex(32)], remove: [hex(32)] },
        redirect_uris: set(
          [{ matching_mode: 'strict', url: 'https://grafana.acme.example/login/generic_oauth' }],
          [
            { matching_mode: 'strict', url: 'https://grafana.acme.example/login/generic_oauth' },
            { matching_mode: 'strict', url: 'https://grafana-next.acme.example/login/generic_oauth' },
          ],
        ),
      },
    },
    MARTA,
    Date.parse('2026-11-22T13:21:07Z'),
  );
  change('model_updated', model('group', 'contractors-2026'), { diff: { users: { add: [38, 41] } } });
  change('model_updated', model('group', 'on-call'), { diff: { users: { remove: [12] } } });
  change('model_updated', model('group', 'spring-interns'), { diff: { users: { clear: true } } });
  change('model_updated', model('role', 'Auditors'), {
    // With the setting that expands what was added.
    diff: { users: { add: [{ pk: 12, username: 'lena.fischer', name: 'Lena Fischer', is_active: true }] } },
  });
  change('model_updated', model('expressionpolicy', 'working-hours'), {
    diff: {
      expression: set(
        ['from datetime import datetime', '', 'now = datetime.now()', 'return 7 <= now.hour < 18'].join('\n'),
        [
          'from datetime import datetime',
          'from zoneinfo import ZoneInfo',
          '',
          'now = datetime.now(ZoneInfo("Europe/Berlin"))',
          'if now.weekday() >= 5:',
          '    ak_message("Closed at weekends")',
          '    return False',
          'return 7 <= now.hour < 19',
        ].join('\n'),
      ),
      execution_logging: set(false, true),
    },
  });
  change('model_updated', model('certificatekeypair', 'acme-saml-signing'), {
    diff: { certificate_data: set(MASK, MASK), key_data: set(MASK, MASK) },
  });
  change('model_updated', model('user', 'r.alves', 38), {
    diff: {
      attributes: set(
        { settings: { locale: 'pt-br' }, employee: { id: 90071992547409, site: 'São Paulo', badges: [1, 2, 3] } },
        {
          settings: { locale: 'en' },
          employee: { id: 9007199254740993n, site: 'São Paulo', badges: [1, 3, 4] },
          'cost.center': 4711,
        },
      ),
      last_login: set(null, '2026-11-21T08:15:30.000412Z'),
    },
  });
  // Without a licence there is no diff.
  times(8, i =>
    change(
      'model_updated',
      model(
        ['application', 'flow', 'outpost', 'brand'][i % 4],
        ['Wiki', 'acme-enrollment', 'LDAP Outpost', 'Acme'][i % 4],
      ),
    ),
  );
  times(10, i =>
    change('model_updated', model('user', pick(PEOPLE).user.username, integer(12, 40)), {
      diff: { is_active: set(i % 2 === 0, i % 2 === 1) },
    }),
  );
  const made = fields => ({
    diff: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, set(null, value)])),
  });
  change(
    'model_created',
    model('group', 'contractors-2026'),
    made({ name: 'contractors-2026', is_superuser: false, parent: null, attributes: {} }),
  );
  change(
    'model_created',
    model('application', 'VPN portal'),
    made({ name: 'VPN portal', slug: 'vpn', meta_launch_url: 'https://vpn.acme.example/' }),
  );
  change(
    'model_created',
    model('proxyprovider', 'Provider for Wiki', '22'),
    made({ name: 'Provider for Wiki', external_host: 'https://wiki.acme.example', mode: 'forward_single' }),
  );
  times(9, i =>
    change(
      'model_created',
      model(
        ['token', 'policybinding', 'invitation'][i % 3],
        ['scim-hr', 'working-hours on Payroll', 'acme-labs'][i % 3],
      ),
      i % 2 ? {} : made({ enabled: true }),
    ),
  );
  change(
    'model_deleted',
    model('token', 'ci-deploy-legacy'),
    {
      model_state: {
        pk: hex(32),
        identifier: 'ci-deploy-legacy',
        intent: 'api',
        key: MASK,
        expiring: false,
        description: 'Old pipeline',
      },
    },
    DEPLOY,
  );
  times(7, i =>
    change(
      'model_deleted',
      model(
        ['invitation', 'policybinding', 'group'][i % 3],
        ['spring-interns', 'geo-fence on Wiki', 'spring-interns'][i % 3],
      ),
    ),
  );

  // Mail.
  const letter = (greeting, paragraphs) =>
    `<!doctype html><html><head><style>p{font-family:sans-serif}</style></head><body><img src="cid:logo" alt=""><p>${greeting}</p>` +
    paragraphs.map(text => `<p>${text}</p>`).join('') +
    '<script>document.title = "this must not run"</script></body></html>';
  times(12, i => {
    const who = PEOPLE[(i * 5 + 3) % PEOPLE.length];
    add(
      'email_sent',
      'authentik.stages.email.tasks',
      { ...who, ip: null },
      {
        message: `Email to ${who.user.email} sent`,
        subject: i % 3 === 0 ? 'Confirm your account' : 'Reset your password',
        from_email: 'Acme accounts <accounts@acme.example>',
        to_email: i === 7 ? PEOPLE.map(({ user }) => user.email) : [who.user.email],
        body: letter(`Hello ${who.user.username},`, [
          'you asked for a new password. <a href="https://id.acme.example/if/flow/acme-recovery/">Set it here</a>.',
          'If it was not you, do nothing.',
          // One letter is as long as only terms of use can be.
          ...(i === 4
            ? Array.from(
                { length: 400 },
                (_, n) => `§ ${n + 1} The account holder keeps the account safe and tells nobody how.`,
              )
            : []),
        ]),
      },
    );
  });

  // Flows, policies and what went wrong.
  times(4, i => {
    const who = pick(PEOPLE);
    add('flow_execution', 'authentik.flows.executor', who, {
      flow: model('flow', ['Welcome to Acme', 'Acme recovery'][i % 2]),
      ...flowRequest(who, flows.recovery),
    });
  });
  times(8, i => {
    const who = pick(PEOPLE);
    const { object } = pick(applications);
    const passing = i % 3 !== 0;
    add('policy_execution', 'authentik.policies.process', who, {
      message: 'Policy Execution',
      binding: model('policybinding', `working-hours on ${object.name}`),
      request: { obj: object, user: who.user, context: { is_sso: true }, http_request: {}, debug: false },
      result: {
        passing,
        raw_result: String(passing),
        messages: passing ? [] : ['Closed at weekends'],
        log_messages: [],
        source_results: null,
      },
      ...request(who, 'GET', '/application/o/authorize/'),
    });
  });
  const trace = (file, line, code, error) =>
    `Traceback (most recent call last):\n  File "/authentik/${file}", line ${line}, in evaluate\n    ${code}\n${error}\n`;
  times(3, () => {
    const who = pick(PEOPLE);
    add('policy_exception', 'authentik.policies.process', who, {
      message: trace('policies/expression/evaluator.py', 51, 'return handler()', "KeyError: 'geoip'"),
      binding: model('policybinding', 'geo-fence on VPN portal'),
      request: { obj: applications.at(-1).object, user: who.user, context: {} },
      ...request(who, 'GET', '/application/o/authorize/'),
    });
  });
  times(3, () => {
    const who = pick(PEOPLE);
    add('property_mapping_exception', 'authentik.core.expression.evaluator', who, {
      message: "NameError: name 'gropus' is not defined",
      exception: [
        {
          type: 'NameError',
          value: "name 'gropus' is not defined",
          frames: [{ filename: 'scope-groups', lineno: 3, line: 'return {"groups": gropus}' }],
        },
      ],
      expression: 'groups = [g.name for g in user.ak_groups.all()]\n\nreturn {"groups": gropus}',
      mapping: model('scopemapping', 'goauthentik.io/scope-groups'),
      ...request(who, 'POST', '/application/o/token/'),
    });
  });
  times(5, i =>
    add(
      'system_task_execution',
      'authentik.tasks.schedules',
      null,
      { task: { name: ['clean_expired_models', 'ldap_sync', 'update_latest_version'][i % 3], uid: hex(8) } },
      { user: i % 2 ? {} : undefined },
    ),
  );
  times(4, i =>
    add('system_task_exception', 'authentik.tasks.schedules', null, {
      message:
        i % 2
          ? 'LDAP source corp-ad: no answer after 30 s'
          : 'Task clean_expired_models failed: connection reset by peer',
      source: model('ldapsource', 'corp-ad'),
    }),
  );
  times(3, i => {
    const who = pick(PEOPLE);
    add('system_exception', 'authentik.root.middleware', who, {
      message: trace(
        'core/api/users.py',
        402,
        'user = users.get(pk=pk)',
        'authentik.core.models.User.DoesNotExist: User matching query does not exist.',
      ),
      ...(i === 0 ? { exception: { type: 'DoesNotExist', value: 'User matching query does not exist.' } } : {}),
      ...request(who, 'GET', '/api/v3/core/users/4711/'),
    });
  });
  times(3, () =>
    add('configuration_error', 'authentik.flows.executor', OKAFOR, {
      message: 'Flow default-enrollment has no stage bound to it',
      flow: model('flow', 'default-enrollment'),
      ...request(OKAFOR, 'GET', '/api/v3/flows/executor/default-enrollment/'),
    }),
  );
  times(3, i =>
    add('configuration_warning', 'authentik.core.models', null, {
      message: 'Attribute ak_groups is deprecated and will go in 2027.2',
      deprecation: 'authentik.core.models.User.ak_groups',
      cause: ['Scope mapping goauthentik.io/scope-groups', undefined, 'Policy working-hours'][i],
    }),
  );
  times(2, i =>
    add('update_available', 'authentik.admin.tasks', null, {
      message: 'Changelog: https://docs.example/releases/2026.10',
      new_version: `2026.10.${i + 1}`,
      hyperlink: 'https://docs.example/releases/2026.10',
      hyperlink_label: 'Changelog',
    }),
  );
  times(2, () =>
    add('export_ready', 'authentik.enterprise.reports.tasks', LENA, {
      message: 'Events export ready',
      export: model('dataexport', 'Events'),
      hyperlink: '/files/media/public/exports/events.csv',
      hyperlink_label: 'Download',
    }),
  );

  // Reviews and requests for access.
  const admins = model('group', 'authentik Admins');
  for (const [verb, message] of [
    ['initiated', 'Access review of group authentik Admins has begun'],
    ['overdue', 'Access review of group authentik Admins is 3 days overdue'],
    ['attested', 'j.okafor confirmed 4 members of authentik Admins'],
    ['completed', 'Access review of group authentik Admins is complete: 4 kept, 1 removed'],
  ]) {
    add(`review_${verb}`, 'authentik.enterprise.lifecycle.tasks', verb === 'attested' ? OKAFOR : null, {
      message,
      model: admins,
      review: model('review', 'Q4 2026'),
    });
  }
  for (const [verb, message, who] of [
    ['created', 'r.alves asks for Payroll for 7 days: “month end”', ALVES],
    ['approved', 'j.okafor approved Payroll for r.alves until 2026-11-25', OKAFOR],
    ['denied', 'j.okafor denied VPN portal for p.nguyen: “not needed on site”', OKAFOR],
    ['revoked', 'marta.kowalska took Payroll back from r.alves', MARTA],
  ]) {
    add(`access_request_${verb}`, 'authentik.enterprise.requests.api', who, {
      message,
      request: model('grantrequest', 'Payroll for r.alves'),
      ...request(who, 'POST', '/api/v3/requests/grants/'),
    });
  }

  // Custom events, and an action of a version yet to come.
  add('custom_', 'acme', PRIYA, { message: 'Hello from an expression policy' });
  times(6, i =>
    add('custom_vpn_posture', 'acme.vpn', PRIYA, {
      message: `acme-lt-043${i} is out of policy: disk not encrypted`,
      device: { pk: hex(32), name: `acme-lt-043${i}` },
      checks: { 'disk.encryption': false, firewall: true, os: { name: 'Linux', build: 9007199254740993n } },
      ...PRIYA.where,
    }),
  );
  times(4, i =>
    add('custom_backup', 'acme.backup', DEPLOY, {
      model: { name: `db-${i + 1}` },
      seconds: 3.25 * (i + 1),
      bytes: 18446744073709551615n,
      level: 'notice',
    }),
  );
  times(2, () =>
    add('passkey_synced', 'authentik.stages.authenticator_webauthn', LINDQVIST, {
      device: model('webauthndevice', 'Phone'),
      ...flowRequest(LINDQVIST, flows.login),
    }),
  );

  // What a log must bear: nothing where something should be, and everything where it should not.
  add(
    'login',
    'authentik.events.signals',
    { ...MARTA, ip: '255.255.255.255' },
    { auth_method: 'password', http_request: null, geo: null },
  );
  add('login', 'authentik.events.signals', { user: {}, ip: null }, {}, { expires: undefined, brand: undefined });
  add(
    'login',
    'authentik.outposts.ldap',
    { user: { pk: 50, email: '', username: 'ak-outpost-ldap', authenticated_as: LENA.user }, ip: '::1' },
    { auth_method: 'app_password', ...SOMEWHERE },
  );
  add('logout', 'authentik.events.signals', null, undefined, { user: undefined, brand: {}, client_ip: undefined });
  add('model_updated', 'authentik.events.middleware', MARTA, { model: null, diff: [] });
  add(
    'email_sent',
    'authentik.stages.email.tasks',
    null,
    { subject: null, to_email: 'not-a-list@acme.example', body: { html: 1 } },
    { user: null },
  );
  add('policy_execution', 'authentik.policies.process', ALVES, {
    binding: 7,
    request: 'x',
    result: { passing: 'maybe', messages: { a: 1 } },
  });
  attempt(
    { ip: '203.0.113.66', where: UNKNOWN, agent: '<script>alert(1)</script>' },
    '<script>alert(document.domain)</script>',
  );
  attempt({ ip: '203.0.113.66', where: UNKNOWN, agent: '"><img src=x onerror=alert(1)>' }, 'admin\u200b\u2060\ufeff');
  attempt({ ip: '203.0.113.66', where: UNKNOWN, agent: '${7*7}{{7*7}}' }, '\u202egnp.tnemyap\u202c');
  add('custom_import', 'acme.import', ALVES, {
    message: '=HYPERLINK("https://example.org","total")',
    ['__proto__']: { polluted: true },
    constructor: { prototype: null },
    'key.with.dots': { '': 'empty key', 'quote"d': 'x' },
    numbers: [9007199254740993n, -9223372036854775808n, 1e21, 0.1, 1e-7],
    deep: Array.from({ length: 60 }).reduce(inner => ({ inner }), 'bottom'),
    zalgo: `z${'\u0334\u0317\u0349'.repeat(30)}`,
    names: ['Zoë', 'Zoe\u0308', 'مريم', 'שרה', '田中', '🦆👩‍👩‍👧‍👦'],
  });
  add(
    `custom_${'long_'.repeat(60)}name`,
    'acme.a.very.long.module.path.that.goes.on.and.on.and.on.until.it.no.longer.fits',
    ALVES,
    { message: 'x'.repeat(3_000) },
  );

  return events.sort((a, b) => a.at - b.at).map(({ record }) => record);
}

/** JSON text; big integers exactly. */
export function toJson(value) {
  const marked = JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? `\u0001${item}` : item));
  return marked.replace(/"\\u0001(-?\d+)"/g, '$1');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = makeEvents().map(event => `${toJson(event)}\n`);
  writeFileSync(new URL('authentik.jsonl.gz', import.meta.url), gzipSync(lines.join(''), { level: 9 }));
  console.log(`${lines.length} events`);
}
