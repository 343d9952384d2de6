import type { InputFault } from '../problems/problem.js';

/** Deeper than any body or document of ours; what recurses over a body may rely on it. */
const MAX_DEPTH = 20;

const MAX_FAULTS = 20;

/**
 * Faults that must be found before a body becomes an instance of its class: what is nested too deep would overflow the
 * stack there, and a field named as every object's own members (`toString`) would be dropped there without a word.
 */
export function shapeFaults(body: object): InputFault[] {
  const faults: InputFault[] = [];
  let level: { pointer: string; value: object }[] = [{ pointer: '', value: body }];
  for (let depth = 1; level.length > 0 && faults.length < MAX_FAULTS; depth++) {
    const next: typeof level = [];
    for (const { pointer, value } of level) {
      for (const [name, member] of Object.entries(value) as [string, unknown][]) {
        const at = `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
        if (name in Object.prototype)
          faults.push({ pointer: at, detail: 'This field is not known here; leave it out.' });
        else if (typeof member === 'object' && member !== null) next.push({ pointer: at, value: member });
      }
    }
    if (depth === MAX_DEPTH && next.length > 0) {
      const { pointer } = next[0] ?? { pointer: '' };
      faults.push({ pointer, detail: `The body is nested more than ${MAX_DEPTH} levels deep; send it flatter.` });
      break;
    }
    level = next;
  }
  return faults.slice(0, MAX_FAULTS);
}
