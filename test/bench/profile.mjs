/** Loaded into a server with `--import`: writes a CPU profile when it is told to stop, which `--cpu-prof` doesn't after a signal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';

const folder = process.env.BENCH_PROFILE_DIR;
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.prependListener('SIGTERM', () => {
  session.post('Profiler.stop', (error, result) => {
    if (error || !folder) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `server-${process.pid}.cpuprofile`), JSON.stringify(result.profile));
  });
});
