import { validateTerms } from '../../scheduling/agreements.validate.js';
import type { CentreFile } from './centre-file.js';
import type { Path, ShapeFault } from './shape.js';

/** What is wrong with operators, their agreements and people, once the shape of each is right. */
export function tenantFaults(file: CentreFile): ShapeFault[] {
  return [...doubledOperators(file), ...agreementFaults(file), ...nameFaults(file)];
}

const doubledOperators = ({ operators }: CentreFile): ShapeFault[] =>
  operators.flatMap(({ code }, index) =>
    operators.findIndex((other) => other.code === code) < index
      ? [{ path: ['operators', index, 'code'], detail: `${code} is there twice` }]
      : [],
  );

/** Whether standing units fit and agreements overlap is found out when they are made. */
function agreementFaults({ agreements, zones }: CentreFile): ShapeFault[] {
  const codes = new Set(zones.map(({ code }) => code));
  return agreements.flatMap((agreement, index) => {
    const place: Path = ['agreements', index];
    const unknown = agreement.zones.flatMap((code, at) =>
      codes.has(code) ? [] : [{ path: [...place, 'zones', at], detail: `${code} is no zone of this file` }],
    );
    const terms = validateTerms(agreement, agreement.kind).map(({ pointer, detail }) => ({
      path: [...place, ...pointer.split('/').slice(1)],
      detail,
    }));
    return [...unknown, ...terms];
  });
}

/** Agreements, people and services name operators of the file; only their people are managers. */
function nameFaults({ operators, agreements, people, services }: CentreFile): ShapeFault[] {
  const codes = new Set(operators.map(({ code }) => code));
  const unknown = (section: string, named: readonly { readonly operator?: string }[]): ShapeFault[] =>
    named.flatMap(({ operator }, index) =>
      operator === undefined || codes.has(operator)
        ? []
        : [{ path: [section, index, 'operator'], detail: `${operator} is no operator of this file` }],
    );
  const roles = people.flatMap(({ role, operator }, index): ShapeFault[] => {
    const path = ['people', index, 'role'];
    if (operator === undefined) return role === 'manager' ? [{ path, detail: 'a manager needs an operator' }] : [];
    return role === 'manager' || role === 'member'
      ? []
      : [{ path, detail: 'is not a role in an operator: write manager or member' }];
  });
  return [
    ...unknown('agreements', agreements),
    ...unknown('people', people),
    ...unknown('services', services),
    ...roles,
  ];
}
