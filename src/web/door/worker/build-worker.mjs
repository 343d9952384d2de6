/**
 * Builds the door display's service worker into `dist/web/door/worker.js`, after the app: it names the files that the
 * display is made of, which only then have their names.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const SCREENS = ['index.html', 'door/DoorPage.vue', 'door/DoorSheetPage.vue'];
const AREAS = ['common', 'door', 'state'];
const LANGUAGES = ['zh-CN', 'en'];
const TEXTS = LANGUAGES.flatMap((language) => AREAS.map((area) => `locales/${language}/${area}.json`));

/** The files of these sources with all that they import at once, as paths. */
function shellOf(manifest) {
  const files = new Set(['/icon.svg']);
  const seen = new Set();
  const take = (source) => {
    const chunk = manifest[source];
    if (!chunk) throw new Error(`The door display needs ${source}, which the build did not make.`);
    if (seen.has(source)) return;
    seen.add(source);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(`/${file}`);
    for (const one of chunk.imports ?? []) take(one);
  };
  for (const source of [...SCREENS, ...TEXTS]) take(source);
  return [...files].sort();
}

export async function buildDoorWorker({ root, outDir }) {
  const shell = shellOf(JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')));
  const page = readFileSync(join(outDir, 'index.html'));
  const name = createHash('sha256').update(shell.join()).update(page).digest('base64url').slice(0, 16);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { DOOR_SHELL: JSON.stringify(shell), DOOR_BUILD: JSON.stringify(name) },
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
      rollupOptions: {
        input: join(root, 'door/worker/door-worker.ts'),
        output: { format: 'iife', entryFileNames: 'door/worker.js' },
      },
    },
  });
}
