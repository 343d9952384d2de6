import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetCutOffBackups, forgetOldBackups } from '../../src/operations/backup.retention.js';
import { newFolder, removeFolders } from './places.js';

const folderWith = (names: readonly string[]): string => {
  const folder = newFolder();
  for (const name of names) writeFileSync(join(folder, name), name);
  return folder;
};

const OTHERS = ['centre-20200101T000000Z.db', 'notes.txt', 'scheduled-.db', 'scheduled-20200101T000000Z.db.old'];

describe('keeping scheduled backups', () => {
  afterAll(removeFolders);

  it('deletes the oldest beyond the number that is kept, and nothing else', () => {
    const scheduled = [
      'scheduled-20261121T020000Z.db',
      'scheduled-20261123T020000Z.db',
      'scheduled-20261120T020000Z.jsonl.gz',
      'scheduled-20261122T020000Z.db',
    ];
    const folder = folderWith([...scheduled, ...OTHERS]);
    expect(forgetOldBackups(folder, 2)).toEqual([
      'scheduled-20261120T020000Z.jsonl.gz',
      'scheduled-20261121T020000Z.db',
    ]);
    expect(readdirSync(folder).sort()).toEqual(
      ['scheduled-20261122T020000Z.db', 'scheduled-20261123T020000Z.db', ...OTHERS].sort(),
    );
  });

  it('deletes none while there are fewer', () => {
    const folder = folderWith(['scheduled-20261121T020000Z.db']);
    expect(forgetOldBackups(folder, 2)).toEqual([]);
    expect(forgetOldBackups(join(folder, 'missing'), 2)).toEqual([]);
  });

  it('clears away what was cut off, but no backup that somebody takes by hand', () => {
    const folder = folderWith([
      'scheduled-20261121T020000Z.db.partial',
      'scheduled-20261121T020000Z.db.partial-journal',
      'centre-20261121T020000Z.db.partial',
      'scheduled-20261121T020000Z.db',
    ]);
    mkdirSync(join(folder, 'older'));
    forgetCutOffBackups(folder);
    expect(readdirSync(folder).sort()).toEqual([
      'centre-20261121T020000Z.db.partial',
      'older',
      'scheduled-20261121T020000Z.db',
    ]);
  });
});
