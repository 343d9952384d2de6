/** A folder for this run of Jest in which first starts are kept; its workers inherit the name in TEST_TEMPLATES. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup() {
  process.env.TEST_TEMPLATES = mkdtempSync(join(tmpdir(), 'dukou-templates-'));
}
