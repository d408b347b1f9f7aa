import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HELP, readArguments, UsageError } from '../src/cli-options.js';

describe('readArguments', () => {
  it('has a default for everything', () => {
    const options = readArguments([]);
    assert.notEqual(options, 'help');
    assert.equal((options as { data: string }).data, '.data');
    assert.equal((options as { port: number }).port, 0);
    assert.equal((options as { token?: string }).token, undefined);
  });

  it('reads every option', () => {
    const args =
      '--port 8080 --host 0.0.0.0 --data d --token 0123456789abcdef --import a --import=b --profile okta --log x --geoip g.mmdb --demo --open ' +
      '--cors https://a.example --cors http://localhost:1234/ --allow-host events.example ' +
      '--smtp smtp://mail.example:587 --mail-from log@example.com --allow-private-webhooks';
    assert.deepEqual(readArguments(args.split(' '), {}), {
      port: 8080,
      host: '0.0.0.0',
      data: 'd',
      token: '0123456789abcdef',
      imports: ['a', 'b'],
      profile: 'okta',
      log: 'x',
      geoip: 'g.mmdb',
      demo: true,
      open: true,
      cors: ['https://a.example', 'http://localhost:1234'],
      allowHosts: ['events.example'],
      deliveries: { allowPrivate: true, mail: { smtp: 'smtp://mail.example:587', from: 'log@example.com' } },
    });
  });

  it('tells no token from a token that is not given', () => {
    assert.equal((readArguments(['--no-token']) as { token: null }).token, null);
  });

  it('shows help, which names every option', () => {
    assert.equal(readArguments(['--help']), 'help');
    assert.equal(readArguments(['-h']), 'help');
    const named = [...HELP.matchAll(/--([a-z-]+)/g)].map(([, name]) => name!);
    for (const name of new Set(named)) {
      // A name that help invents would be refused as unknown.
      assert.doesNotThrow(() => {
        try {
          readArguments([`--${name}`]);
        } catch (error) {
          if (/Unknown/.test((error as Error).message)) throw error;
        }
      });
    }
  });

  const wrong: [args: string, message: RegExp][] = [
    ['--smtp smtp://a.example', /--smtp and --mail-from go together/],
    ['--smtp http://a.example --mail-from a@example.com', /--smtp takes an address such as/],
    ['--smtp smtp://a.example --mail-from a', /--mail-from takes a mail address, not "a"/],
    ['--prot 80', /Unknown option --prot\. Did you mean --port\?/],
    ['--imp a', /Did you mean --import\?/],
    ['--verbose', /^Unknown option --verbose\.$/],
    ['-x', /Unknown option -x/],
    ['events.jsonl', /Unexpected "events\.jsonl".*--import/],
    ['--port', /--port needs a value/],
    ['--data --demo', /--data needs a value/],
    ['--data=', /--data needs a value/],
    ['--demo=yes', /--demo takes no value/],
    ['--port x', /from 0 to 65535/],
    ['--port 65536', /from 0 to 65535/],
    ['--port -1', /--port/],
    ['--token a --no-token', /exclude each other/],
    ['--token=a\u00e9', /ASCII/],
    ['--host 0.0.0.0 --token short', /at least 16/],
    ['--profile okta', /needs --import/],
    ['--log x', /needs --import/],
    ['--cors example.com', /--cors takes an origin/],
    ['--cors https://a.example/path', /--cors takes an origin/],
    ['--cors *', /--cors takes an origin/],
  ];
  for (const [args, message] of wrong) {
    it(`refuses ${args}`, () => {
      assert.throws(
        () => readArguments(args.split(' ')),
        (error: Error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }
});
