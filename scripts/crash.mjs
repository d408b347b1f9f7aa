/**
 * `npm run test:crash [KILLS]`: kills the server with SIGKILL a hundred times, or as often as told, while events come in, exports
 * are written, rules fire and events expire. `npm test` does the same a few times.
 */
import { run } from './run.mjs';

const kills = process.argv[2] ?? '100';
const args = ['--import', 'tsx', '--test', '--test-reporter=spec', 'server/test/crash.test.ts'];
const { code } = await run(process.execPath, args, { env: { CRASH_KILLS: kills }, echo: true });
process.exitCode = code;
