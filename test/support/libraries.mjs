/**
 * The libraries of the server as a few large modules instead of some 2,500 small ones. Every spec file gets a module
 * registry of its own from Jest, so it loads all of them anew: a third of the time of the short specs. Bundled once for
 * each lock file, into `node_modules/.cache`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '../..');
/** Every way in by which `src` and the specs import a library of the server. */
const LIBRARIES = [
  '@date-fns/tz',
  '@fastify/cookie',
  '@fastify/static',
  '@nestjs/common',
  '@nestjs/common/constants.js',
  '@nestjs/core',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  '@nestjs/terminus',
  '@nestjs/testing',
  'class-transformer',
  'class-validator',
  'dotenv',
  'fastify',
  'helmet',
  'pg',
  'pino',
  'pino-pretty',
  'prom-client',
  'rrule-temporal',
  'typeorm',
  'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js',
  'typeorm/driver/postgres/PostgresDriver.js',
  'uuid',
  'yaml',
];
/** Binaries can't be bundled; the metadata of decorators has to be there before any class of Nest's. */
const APART = [/^better-sqlite3$/, /^@node-rs\//, /^reflect-metadata$/];
const ENTRY = 'library:';

const require = createRequire(import.meta.url);

/** A CommonJS library has no names that a bundler could see; they are those that Node itself gives it. */
async function entryOf(name) {
  const exported = await import(name);
  const names = Object.keys(exported).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
  if (exported.default !== undefined && exported.default === required(name)) {
    return `import it from '${name}';\nexport default it;\nexport const { ${names.join(', ')} } = it;\n`;
  }
  return `export * from '${name}';\n${'default' in exported ? `export { default } from '${name}';\n` : ''}`;
}

function required(name) {
  try {
    return require(name);
  } catch {
    return undefined;
  }
}

async function bundle(folder) {
  const entries = new Map();
  for (const name of LIBRARIES) entries.set(ENTRY + name, await entryOf(name));
  const built = await rolldown({
    input: Object.fromEntries(LIBRARIES.map((name) => [name, ENTRY + name])),
    cwd: ROOT,
    platform: 'node',
    external: APART,
    plugins: [
      {
        name: 'libraries',
        resolveId: (id) => (entries.has(id) ? id : null),
        load: (id) => entries.get(id) ?? null,
      },
    ],
    // Nest and TypeORM look for many packages that are not there, and do without.
    onLog: (level, log, handler) => (log.code === 'UNRESOLVED_IMPORT' ? undefined : handler(level, log)),
  });
  // Names stay, as Nest and TypeORM go by them; without comments and white space it is read a tenth faster, by every spec.
  const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
  const names = { entryFileNames: '[name].mjs', chunkFileNames: '[hash].mjs' };
  await built.write({ dir: folder, format: 'esm', minify, ...names });
}

/** Jest's `moduleNameMapper` for the libraries; they are bundled when this lock file has not been seen before. */
export async function bundledLibraries() {
  const hash = createHash('sha256');
  for (const file of [join(ROOT, 'package-lock.json'), import.meta.filename]) hash.update(readFileSync(file));
  const folder = join(ROOT, 'node_modules/.cache/test-libraries', hash.digest('hex').slice(0, 16));
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const draft = mkdtempSync(join(dirname(folder), 'draft-'));
    await bundle(draft);
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      // Another run was faster.
      if (!existsSync(folder)) throw error;
    }
  }
  const any = LIBRARIES.map((name) => name.replaceAll('.', String.raw`\.`)).join('|');
  return { [`^(${any})$`]: `${folder}/$1.mjs` };
}
