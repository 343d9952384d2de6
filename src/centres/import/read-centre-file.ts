import { LineCounter, parseDocument, type ErrorCode } from 'yaml';
import type { HoursDocument } from '../../scheduling/hours.types.js';
import type { ZoneDraft } from '../../scheduling/zone-tree.js';
import { FILE_SHAPE, type CentreFile, type WrittenFile, type WrittenZone } from './centre-file.js';
import { contentFaults } from './file-faults.js';
import { lineOf, looseAliases } from './lines.js';
import type { Path, ShapeFault } from './shape.js';

/** One fault of a file: the line (from 1), the place in words, and what is wrong and would be right. */
export interface LineFault {
  readonly line: number;
  readonly where: string;
  readonly detail: string;
  /** The parser's own name for what is wrong, where the file is no valid YAML. */
  readonly code?: ErrorCode;
}

export type ReadResult =
  { readonly ok: true; readonly file: CentreFile } | { readonly ok: false; readonly faults: readonly LineFault[] };

const MAX_CHARACTERS = 4_000_000;
/** Anchors used again; more than this is a file that unfolds without end. */
const MAX_ALIASES = 5000;

/**
 * Reads a centre's file and finds all its faults at once, in the order of their lines; nothing is written.
 * Shape goes first: areas, hours and times are only judged when every value is of its kind.
 */
export function readCentreFile(text: string): ReadResult {
  if (text.length > MAX_CHARACTERS) return refused([{ line: 1, where: 'file', detail: 'is too long' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return refused(
      broken.map(({ pos, message, code }) => {
        return { line: lines.linePos(pos[0]).line, where: 'YAML', detail: message, code };
      }),
    );
  }
  const loose = looseAliases(document).map(({ name, offset, isInItself }) => ({
    line: lines.linePos(offset).line,
    where: 'YAML',
    detail: isInItself
      ? `*${name} stands inside &${name} itself`
      : `*${name} is used, but there is no &${name} before it`,
  }));
  if (loose.length > 0) return refused(loose);
  const content = toPlain(document);
  if (!content.ok) return refused([{ line: 1, where: 'YAML', detail: content.detail }]);
  const found = FILE_SHAPE(content.value, []);
  const faults = found.length > 0 ? found : contentFaults(asFile(content.value as WrittenFile));
  if (faults.length === 0) return { ok: true, file: asFile(content.value as WrittenFile) };
  const placed = faults.map((fault) => placedFault(fault, content.value, (path) => lineOf(document, lines, path)));
  return refused(placed.toSorted((a, b) => a.line - b.line));
}

const refused = (faults: readonly LineFault[]): ReadResult => ({ ok: false, faults });

function toPlain(
  document: ReturnType<typeof parseDocument>,
): { ok: true; value: unknown } | { ok: false; detail: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown };
  } catch (error) {
    // The parser throws this of anchors that unfold without end.
    const isEndless = error instanceof ReferenceError;
    return { ok: false, detail: isEndless ? `uses anchors again more than ${MAX_ALIASES} times` : 'cannot be read' };
  }
}

function placedFault(fault: ShapeFault, content: unknown, line: (path: Path) => number): LineFault {
  return { line: line(fault.path), where: wordsFor(fault.path, content), detail: fault.detail };
}

/** `zones F1-HALL: seats` reads better than `zones/3/seats`. */
function wordsFor(path: Path, content: unknown): string {
  const [section, index, ...rest] = path;
  if (typeof index !== 'number') return path.join('/') || 'file';
  const entry = ((content as Record<string, unknown[]>)[String(section)] ?? [])[index];
  const { code, title, login } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
  const name = [code, title, login].find((one) => typeof one === 'string') ?? `number ${index + 1}`;
  return rest.length === 0 ? `${section} ${name}` : `${section} ${name}: ${rest.join('/')}`;
}

function asFile({
  centre,
  zones,
  closures = [],
  operators = [],
  agreements = [],
  people = [],
  services = [],
}: WrittenFile): CentreFile {
  const { hours: centreHours, ...facts } = centre;
  const hours = new Map<string | null, HoursDocument>();
  if (centreHours !== undefined) hours.set(null, centreHours);
  for (const zone of zones) if (zone.hours !== undefined) hours.set(zone.code, zone.hours);
  return {
    centre: { nameEn: facts.name, policy: {}, note: null, ...facts },
    zones: zones.map(draftFrom),
    hours,
    closures,
    operators,
    agreements,
    people,
    services,
  };
}

/** Zones stand in the order of the file. */
const draftFrom = (zone: WrittenZone, sort: number): ZoneDraft => ({
  code: zone.code,
  name: zone.name,
  nameEn: zone.nameEn ?? zone.name,
  parent: zone.parent ?? null,
  kind: zone.parts && zone.parts.length > 0 ? 'combination' : 'node',
  areaM2: zone.areaM2 ?? 0,
  seats: zone.seats ?? null,
  mode: zone.mode,
  headLimit: zone.limit ?? null,
  equipment: zone.equipment ?? [],
  policy: zone.policy ?? {},
  parts: zone.parts ?? [],
  place: zone.place ?? null,
  sort,
});
