import { rmSync } from 'node:fs';

export default function teardown() {
  rmSync(process.env.TEST_TEMPLATES, { recursive: true, force: true });
}
