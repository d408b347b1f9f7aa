import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { LockedError, lockFolder } from '../src/lock.js';
import { tempFolder } from './temp-folder.js';

describe('lockFolder', () => {
  const temp = tempFolder();
  after(() => temp.remove());

  it('refuses a folder that is in use, and names who uses it', () => {
    const folder = join(temp.path, 'used');
    const unlock = lockFolder(folder);
    assert.throws(
      () => lockFolder(folder),
      (error: Error) => {
        assert.ok(error instanceof LockedError);
        assert.match(error.message, new RegExp(`in use by process ${process.pid}`));
        return true;
      },
    );
    unlock();
    lockFolder(folder)();
  });

  it('leaves nothing behind', () => {
    const folder = join(temp.path, 'clean');
    const unlock = lockFolder(folder);
    assert.deepEqual(readdirSync(folder), ['lock']);
    unlock();
    unlock();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('takes over from a process that is gone', () => {
    const folder = join(temp.path, 'gone');
    lockFolder(folder)();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, began: null }));
    const unlock = lockFolder(folder);
    assert.equal((JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as { pid: number }).pid, process.pid);
    unlock();
  });

  it('takes over when the pid now belongs to a younger process', { skip: !existsSync('/proc/self/stat') }, () => {
    const folder = join(temp.path, 'reused');
    lockFolder(folder)();
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, began: '1' }));
    lockFolder(folder)();
  });

  it(
    'takes over from a process that was killed and that nobody has asked about',
    { skip: !existsSync('/proc/self/stat') },
    async () => {
      const folder = join(temp.path, 'zombie');
      lockFolder(folder)();
      // A parent that never asks how its child ended.
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
      try {
        const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
        const pid = Number(chunk.toString());
        // Now it is no shell any more, which would ask.
        while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() !== 'sleep') await turn();
        writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, began: null }));
        assert.throws(() => lockFolder(folder), LockedError);
        process.kill(pid, 'SIGKILL');
        while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await turn();
        lockFolder(folder)();
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );

  for (const damaged of ['', '{', '{"pid":"1"}', '{"pid":-1}']) {
    it(`takes over a lock that says ${JSON.stringify(damaged)}`, () => {
      const folder = join(temp.path, 'damaged');
      lockFolder(folder)();
      writeFileSync(join(folder, 'lock'), damaged);
      lockFolder(folder)();
    });
  }

  it('does not remove the lock of who took over', () => {
    const folder = join(temp.path, 'other');
    const unlock = lockFolder(folder);
    const other = JSON.stringify({ pid: 1, began: null });
    writeFileSync(join(folder, 'lock'), other);
    unlock();
    assert.equal(readFileSync(join(folder, 'lock'), 'utf8'), other);
  });
});
