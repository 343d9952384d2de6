import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { CentreFile } from '../centres/import/centre-file.js';
import { CentreImport } from '../centres/import/centre-import.js';
import { readCentreFile, type LineFault } from '../centres/import/read-centre-file.js';
import { Clock } from '../platform/clock.js';
import { badInput, Problem } from '../platform/problems/problem.js';
import { isTimeZone } from '../scheduling/time.js';
import { zoneTree } from '../scheduling/zone-tree.js';
import { CentreLoader } from './centre-loader.js';
import type { CentreExampleAnswer, CentreFileAnswer, CentreFileBody } from './dto/centre-file.dto.js';
import { EXAMPLES, readExample } from './examples.js';

/** Faults told at once; who has more mends these first. */
const MOST_FAULTS = 200;

/** A centre's file that comes over the wire: checked whole, shown, or loaded. */
@Injectable()
export class CentreFilesService {
  constructor(
    private readonly centres: CentreImport,
    private readonly loader: CentreLoader,
    private readonly clock: Clock,
  ) {}

  examples(): CentreExampleAnswer[] {
    return EXAMPLES.map(({ key }) => {
      const { text, file } = readExample(key);
      return { key, centre: centreOf(file), zones: zonesOf(file), file: text };
    });
  }

  /** What would come of it; nothing is written. Throws `bad-input` with the lines at fault, and `conflict`. */
  async preview(actor: Actor, body: CentreFileBody): Promise<CentreFileAnswer> {
    const file = readFile(body);
    const { centre } = await this.centres.run(file, { actor, mustBeNew: !body.replace, dryRun: true });
    return answerOf(file, { state: centre, refused: [] });
  }

  /** Throws as `preview` does; then nothing was written. */
  async load(actor: Actor, body: CentreFileBody): Promise<CentreFileAnswer> {
    const file = readFile(body);
    const { centre, refused } = await this.loader.load(body.extent === 'full' ? file : planOf(file), {
      actor,
      mustBeNew: !body.replace,
      extent: body.extent ?? 'plan',
      bookedAt: this.clock.now(),
      passwordHash: null,
      progress: () => undefined,
    });
    return answerOf(file, { state: centre, refused });
  }
}

/** The file with what the caller says instead of it. */
function readFile({ file: text, slug, name, nameEn, timeZone }: CentreFileBody): CentreFile {
  const read = readCentreFile(text);
  if (!read.ok) throw faultyFile(read.faults);
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw badInput([
      { pointer: '/timeZone', detail: `${timeZone} is no IANA time zone; send one such as Asia/Shanghai` },
    ]);
  }
  const own = {
    ...(slug !== undefined && { slug }),
    ...(name !== undefined && { name, nameEn: nameEn ?? name }),
    ...(nameEn !== undefined && { nameEn }),
    ...(timeZone !== undefined && { timeZone }),
  };
  return { ...read.file, centre: { ...read.file.centre, ...own } };
}

function faultyFile(all: readonly LineFault[]): Problem {
  const faults = all.slice(0, MOST_FAULTS);
  const errors = faults.map(({ line, where, detail }) => ({
    pointer: '/file',
    detail: `line ${line}, ${where}: ${detail}`,
  }));
  const detail = `The file has ${all.length} faults; nothing was written.`;
  return new Problem('bad-input', detail, { errors, faults, faultCount: all.length });
}

/** Only the house itself: what is said of people and organisations in an example is nobody's truth. */
const planOf = (file: CentreFile): CentreFile => ({
  ...file,
  closures: [],
  operators: [],
  agreements: [],
  people: [],
  services: [],
});

function answerOf(file: CentreFile, { state, refused }: Pick<CentreFileAnswer, 'state' | 'refused'>): CentreFileAnswer {
  const { hours, closures, operators, agreements, people, services } = file;
  return {
    centre: centreOf(file),
    state,
    zones: zonesOf(file),
    contents: {
      hours: hours.has(null),
      closures: closures.length,
      operators: operators.length,
      agreements: agreements.length,
      people: people.length,
      services: services.length,
    },
    refused,
  };
}

const centreOf = ({ centre: { slug, name, nameEn, timeZone, areaM2 } }: CentreFile): CentreFileAnswer['centre'] => {
  return { slug, name, nameEn, timeZone, areaM2 };
};

const zonesOf = (file: CentreFile): CentreFileAnswer['zones'] =>
  zoneTree(file.zones).inOrder.map(({ code, name, nameEn, parent, kind, areaM2, seats, mode }) => {
    return { code, name, nameEn, parent, kind, areaM2, seats, mode };
  });
