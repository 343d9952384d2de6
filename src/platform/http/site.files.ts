import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the built web app, with the compressed forms that the build wrote beside it. */
export interface SiteFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

/** The files of the web app by their path, such as `/assets/index-B4x.js`. */
export type Site = ReadonlyMap<string, SiteFile>;

export const INDEX = '/index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads the built web app into memory, so that a build made while the server runs takes nothing away from it.
 * Gives null when there is none in the folder: the sources have an index.html too, but no assets.
 */
export function readSite(directory: string): Site | null {
  if (!existsSync(join(directory, INDEX)) || !existsSync(join(directory, 'assets'))) return null;
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => `/${path.replaceAll('\\', '/')}`)
    .filter((path) => !path.includes('/.') && extname(path) in TYPES);
  return new Map(paths.map((path) => [path, readFile(directory, path)]));
}

function readFile(directory: string, path: string): SiteFile {
  const body = readFileSync(join(directory, path));
  const beside = (suffix: string): Buffer | null => {
    const file = join(directory, path + suffix);
    return existsSync(file) ? readFileSync(file) : null;
  };
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    br: beside('.br'),
    gzip: beside('.gz'),
  };
}
