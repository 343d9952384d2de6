import { validateHours } from '../../scheduling/hours.validate.js';
import { validatePlan } from '../../scheduling/plan.faults.js';
import { parseRule } from '../../scheduling/recurrence.parse.js';
import { zonesWithin, zoneTree, type ZoneTree } from '../../scheduling/zone-tree.js';
import type { CentreFile, FileRecurrence, FileService } from './centre-file.js';
import type { Path, ShapeFault } from './shape.js';
import { tenantFaults } from './tenant-faults.js';

/** What is wrong in a file whose shape is right: its plan, its hours, and what stands in its zones. */
export function contentFaults(file: CentreFile): ShapeFault[] {
  const plan = planFaults(file);
  const tree = plan.length === 0 ? zoneTree(file.zones) : null;
  return [
    ...plan,
    ...hoursFaults(file),
    ...file.closures.flatMap((closure, index) => timedFaults(file, closure, ['closures', index])),
    ...file.services.flatMap((service, index) => [
      ...timedFaults(file, service, ['services', index]),
      ...serviceFaults(file, service, ['services', index]),
      ...needsFaults(tree, service, ['services', index]),
    ]),
    ...tenantFaults(file),
    ...doubledLogins(file),
  ];
}

function planFaults({ centre, zones }: CentreFile): ShapeFault[] {
  const faults = validatePlan({ areaM2: centre.areaM2, policy: centre.policy, zones });
  return faults.map(({ index, field, detail }) => {
    const place: Path = index === null ? ['centre'] : ['zones', index];
    return { path: [...place, ...field.split('/')], detail };
  });
}

function hoursFaults({ zones, hours }: CentreFile): ShapeFault[] {
  const placeOf = (code: string | null): Path =>
    code === null ? ['centre', 'hours'] : ['zones', zones.findIndex((zone) => zone.code === code), 'hours'];
  return [...hours].flatMap(([code, document]) =>
    validateHours(document).map(({ pointer, detail }) => ({
      path: [...placeOf(code), ...pointer.split('/').slice(1)],
      detail,
    })),
  );
}

interface Timed {
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence?: FileRecurrence;
}

/** What closures and services share: a known zone, an end after the start, a rule that can be read. */
function timedFaults({ zones }: CentreFile, { zone, start, end, recurrence }: Timed, path: Path): ShapeFault[] {
  const faults: ShapeFault[] = [];
  if (!zones.some(({ code }) => code === zone))
    faults.push({ path: [...path, 'zone'], detail: `${zone} is no zone of this file` });
  if (end <= start) faults.push({ path: [...path, 'end'], detail: `${end} must be after the start ${start}` });
  if (!recurrence) return faults;
  const rule = parseRule(recurrence.rrule);
  if (rule.ok) return faults;
  const details = rule.faults.map(({ part, detail }) => ({
    path: [...path, 'recurrence', 'rrule'],
    detail: `${part} ${detail}`,
  }));
  return [...faults, ...details];
}

/** A service must fit its zone: bookable, and no more heads than seats. */
function serviceFaults({ zones }: CentreFile, { zone: code, heads }: FileService, path: Path): ShapeFault[] {
  const zone = zones.find((one) => one.code === code);
  if (!zone) return [];
  const faults: ShapeFault[] = [];
  if (zone.mode === 'none') faults.push({ path: [...path, 'zone'], detail: `${code} is not bookable` });
  if (zone.mode === 'shared' && heads === undefined) {
    faults.push({ path, detail: `heads is missing, because ${code} is shared` });
  }
  if (heads !== undefined && heads > (zone.seats ?? heads)) {
    faults.push({
      path: [...path, 'heads'],
      detail: `${heads} people do not fit into ${code}, which seats ${zone.seats}`,
    });
  }
  return faults;
}

/** What a zone has is only known when the plan stands: a combination could be made of itself. */
function needsFaults(tree: ZoneTree | null, { zone: code, needs = [] }: FileService, path: Path): ShapeFault[] {
  const zone = tree?.byCode.get(code);
  if (!tree || !zone) return [];
  const equipment = new Set(zonesWithin(tree, zone).flatMap((one) => one.equipment));
  const lacking = needs.filter((need) => !equipment.has(need));
  return lacking.map((need) => ({ path: [...path, 'needs'], detail: `${code} has no ${need}` }));
}

function doubledLogins({ people }: CentreFile): ShapeFault[] {
  return people.flatMap(({ login }, index) =>
    people.findIndex((other) => other.login === login) < index
      ? [{ path: ['people', index, 'login'], detail: `${login} is there twice` }]
      : [],
  );
}
