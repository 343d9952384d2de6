import type { ApiDocument, Route, Schema } from '../document.js';
import { SHAPES } from './shapes.js';

/** A field of the table: may it be missing, who gets it (all, unless letters are named), and what an open object holds. */
interface Field {
  readonly optional: boolean;
  readonly readers: string | null;
  readonly inner: Shape | 'anything' | null;
}
type Shape = ReadonlyMap<string, Field>;

const WORD = /^([\w*]+)(\?)?(?:@([-\w]+))?(\{)?/;

/** Reads `name kept?@dox policy{shortest? longest?}`; `*` stands for any key, `{**}` for an object that is not looked into. */
function parse(text: string): Shape {
  let rest = text;
  const fieldsUntil = (closing: string): Shape => {
    const fields = new Map<string, Field>();
    for (rest = rest.trimStart(); rest !== '' && !rest.startsWith(closing); rest = rest.trimStart()) {
      const [whole, name = '', optional, readers, opens] = WORD.exec(rest) ?? fail(rest);
      rest = rest.slice(whole.length);
      let inner: Field['inner'] = null;
      if (opens !== undefined) {
        inner = rest.startsWith('**}') ? 'anything' : fieldsUntil('}');
        rest = rest.slice(inner === 'anything' ? 3 : 1);
      }
      fields.set(name, { optional: optional !== undefined, readers: readers ?? null, inner });
    }
    return fields;
  };
  return fieldsUntil('}');
}

const fail = (rest: string): never => {
  throw new Error(`The table of shapes can't be read at "${rest.slice(0, 40)}".`);
};

const nameOf = (schema: Schema | undefined): string | undefined =>
  (schema?.$ref ?? schema?.items?.$ref ?? schema?.allOf?.[0]?.$ref)?.split('/').at(-1);

/** Says where an answer differs from the table, field by field, all the way down. */
export class Shapes {
  private readonly shapes = new Map(Object.entries(SHAPES).map(([name, text]) => [name, parse(text)]));
  /** Fields that were compared. */
  cells = 0;

  constructor(private readonly document: ApiDocument) {}

  /** Names of what a call may answer with, by status; more than one where a dry run answers otherwise. */
  namesOf({ operation }: Route, status: number): string[] {
    const schema = operation.responses[String(status)]?.content?.['application/json']?.schema;
    return [schema, ...(schema?.oneOf ?? [])].flatMap((one) => nameOf(one) ?? []);
  }

  /** Where table and description differ; the table can name nothing that is not described, and leave nothing out. */
  differences(routes: readonly Route[]): string[] {
    const names = new Set<string>();
    const reach = (name: string | undefined): void => {
      if (name === undefined || names.has(name)) return;
      names.add(name);
      for (const property of Object.values(this.document.components.schemas[name]?.properties ?? {})) {
        reach(nameOf(property));
      }
    };
    for (const route of routes) for (const status of [200, 201]) this.namesOf(route, status).forEach(reach);
    const described = [...names].map((name) => `${name}: ${this.described(name).toSorted().join(' ')}`);
    const told = [...this.shapes].map(([name, shape]) => `${name}: ${[...shape.keys()].sort().join(' ')}`);
    return [
      ...described.filter((one) => !told.includes(one)).map((one) => `described is ${one}`),
      ...told.filter((one) => !described.includes(one)).map((one) => `the table has ${one}`),
    ];
  }

  /** What is otherwise in this answer for this reader; nothing when it is as the table says. */
  faults(answer: { readonly names: readonly string[]; readonly reader: string; readonly body: unknown }): string[] {
    const each = answer.names.map((name) => this.compare(answer.body, { name, reader: answer.reader, at: name }));
    return each.find((faults) => faults.length === 0) ?? each[0] ?? ['answers with what is not described'];
  }

  private described = (name: string): string[] => Object.keys(this.document.components.schemas[name]?.properties ?? {});

  private compare(value: unknown, { name, reader, at }: { name: string; reader: string; at: string }): string[] {
    const shape = this.shapes.get(name);
    if (!shape) return [`${at}: ${name} is not in the table`];
    const properties = this.document.components.schemas[name]?.properties ?? {};
    return this.fields(value, { shape, reader, at, inner: (field) => nameOf(properties[field]) });
  }

  private fields(
    value: unknown,
    table: { shape: Shape; reader: string; at: string; inner: (field: string) => string | undefined },
  ): string[] {
    const { shape, reader, at } = table;
    if (Array.isArray(value)) return value.flatMap((one) => this.fields(one, table));
    if (typeof value !== 'object' || value === null) return value === null ? [] : [`${at} is no object`];
    const faults: string[] = [];
    for (const [name, { optional, readers }] of shape) {
      if (name === '*') continue;
      this.cells += 1;
      const mayHave = readers === null || readers.includes(reader);
      if (name in value && !mayHave) faults.push(`${at}.${name} is not for ${reader}`);
      if (!(name in value) && mayHave && !optional) faults.push(`${at}.${name} is missing`);
    }
    for (const [name, one] of Object.entries(value)) {
      const field = shape.get(name) ?? shape.get('*');
      if (!field) faults.push(`${at}.${name} is not in the table`);
      else faults.push(...this.below(one, { field, reader, at: `${at}.${name}`, named: table.inner(name) }));
    }
    return faults;
  }

  private below(
    value: unknown,
    { field, reader, at, named }: { field: Field; reader: string; at: string; named: string | undefined },
  ): string[] {
    if (field.inner === 'anything' || value === null) return [];
    if (field.inner !== null) return this.fields(value, { shape: field.inner, reader, at, inner: () => undefined });
    if (named !== undefined) return this.compare(value, { name: named, reader, at });
    const all: unknown[] = Array.isArray(value) ? value : [value];
    return all.some((one) => typeof one === 'object' && one !== null) ? [`${at} holds more than the table tells`] : [];
  }
}
