import { matchRuleFault } from '../faults/rule-shapes.js';
import type { MatchedFault } from '../faults/shapes.js';
import { matchFault } from './fault-patterns.js';

/** One fault of a file: its line from 1, the place as the file writes it, and what is wrong in the server's English. */
export interface FileFault {
  readonly line: number;
  readonly where: string;
  readonly detail: string;
  /** What the parser found wrong, where it is no valid YAML. */
  readonly code?: string;
}

/** What the parser can find wrong in the YAML of a file, each with words of its own under `setup.yaml`. */
const YAML_CODES: readonly string[] = [
  ...['ALIAS_PROPS', 'BAD_ALIAS', 'BAD_COLLECTION_TYPE', 'BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'BAD_INDENT'],
  ...['BAD_PROP_ORDER', 'BAD_SCALAR_START', 'BLOCK_AS_IMPLICIT_KEY', 'BLOCK_IN_FLOW', 'DUPLICATE_KEY'],
  ...['KEY_OVER_1024_CHARS', 'MISSING_CHAR', 'MULTILINE_IMPLICIT_KEY', 'MULTIPLE_ANCHORS', 'MULTIPLE_DOCS'],
  ...['MULTIPLE_TAGS', 'NON_STRING_KEY', 'RESOURCE_EXHAUSTION', 'TAB_AS_INDENT', 'TAG_RESOLVE_FAILED'],
  'UNEXPECTED_TOKEN',
];

/** The words of a fault of a file: their area in the locale files, the key in it, and what fills the blanks. */
export interface FaultWords extends MatchedFault {
  readonly area: 'fault' | 'yaml' | 'rule';
}

/** Null for what has no words of its own. */
export function faultWords({ where, detail, code }: FileFault): FaultWords | null {
  if (code !== undefined) return { area: 'yaml', key: YAML_CODES.includes(code) ? code : 'general', values: {} };
  const ofRule = where.endsWith('rrule') ? matchRuleFault(detail) : null;
  if (ofRule) return { area: 'rule', ...ofRule };
  const found = matchFault(detail);
  return found && { area: 'fault', ...found };
}
