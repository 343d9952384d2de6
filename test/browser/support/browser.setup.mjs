/**
 * Unpacks the browser out of the npm package once, before the tests run side by side, so that a machine with nothing
 * installed will do. System libraries that the machine lacks come with the package too: it unpacks and uses them where it
 * believes to be in the cloud it was made for. `CHROMIUM` names another browser instead. `STEPS_FILE` collects what the
 * specs count, for the table that `browser.teardown.mjs` prints.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const works = (file) => {
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('.');
  } catch {
    return false;
  }
};

/** The package reads its surroundings when it is loaded: another query loads it anew. */
const PACKAGE = import.meta.resolve('@sparticuz/chromium');
const BROWSER = join(tmpdir(), 'chromium');

async function unpack(query) {
  rmSync(BROWSER, { force: true });
  const { default: chromium } = await import(PACKAGE + query);
  await chromium.executablePath();
}

function believeToBeInTheCloud() {
  process.env.AWS_EXECUTION_ENV = `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`;
}

export default async function setup() {
  process.env.STEPS_FILE = join(mkdtempSync(join(tmpdir(), 'dukou-steps-')), 'steps.jsonl');
  if (process.env.CHROMIUM) return;
  if (!works(BROWSER)) await unpack('?plain');
  if (!works(BROWSER)) {
    believeToBeInTheCloud();
    await unpack('?with-libraries');
  }
  if (!works(BROWSER))
    throw new Error('The browser does not start. Install one and name it: CHROMIUM=/usr/bin/chromium');
  process.env.CHROMIUM = BROWSER;
}
