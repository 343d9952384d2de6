import type { Operation, Route, Schema } from '../api/document.js';
import { ODD_BODIES, ODD_HEADERS, ODD_NAMES, ODD_PARTS, ODD_QUERIES, ODD_VALUES } from './fuzz.values.js';

/** One request as it goes over the wire. */
export interface Wild {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

export interface Wilderness {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Ids that exist, one's own and others', by the name of the path parameter. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly random: () => number;
}

const pick = <T>(random: () => number, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined && items.length === 0) throw new Error('nothing to pick from');
  return item as T;
};

/** A request to this route that is wrong somewhere, mostly; a plain one as the document shows it now and then. */
export function wildRequest(route: Route, world: Wilderness): Wild {
  const { method, path, operation } = route;
  const { random } = world;
  const headers: Record<string, string> = {};
  const isGuarded = method === 'PATCH' || method === 'PUT' || method === 'DELETE';
  if (isGuarded && random() < 0.15) return staleRequest(route, world);
  if (random() < (isGuarded ? 0.9 : 0.2)) headers['if-match'] = pick(random, ['*', '*', '"1"', '"2"', '"7"']);
  if (random() < 0.15) Object.assign(headers, pick(random, ODD_HEADERS));
  const url = pathOf(path, world) + queryOf(operation, world);
  return { method, url, ...bodyOf(operation, world, headers) };
}

/** A request that is right but for the version it was based on: what is wrong elsewhere would be told before that. */
function staleRequest({ method, path, operation }: Route, world: Wilderness): Wild {
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => pick(world.random, world.ids[name] ?? ['nope']));
  const headers = { 'if-match': '"7"' };
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return { method, url, headers };
  const payload = JSON.stringify(exampleOf(schema, world, 0));
  return { method, url, headers: { ...headers, 'content-type': 'application/json' }, payload };
}

function pathOf(path: string, { ids, random }: Wilderness): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    random() < 0.15 ? pick(random, ODD_PARTS) : encodeURIComponent(pick(random, ids[name] ?? ['nope'])),
  );
}

function queryOf({ parameters = [] }: Operation, { random }: Wilderness): string {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  const pairs = known.flatMap(({ name, required, schema }) => {
    if (!required && random() < 0.5) return [];
    const value =
      random() < 0.6 ? encodeURIComponent(textOf(schema?.example ?? '2026-09-02')) : pick(random, ODD_QUERIES);
    return random() < 0.05 ? [`${name}=${value}`, `${name}[]=${value}`] : [`${name}=${value}`];
  });
  if (random() < 0.05)
    pairs.push(`${pick(random, ['x', 'cursor', 'limit', '__proto__'])}=${pick(random, ODD_QUERIES)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function bodyOf(
  { requestBody }: Operation,
  world: Wilderness,
  headers: Record<string, string>,
): Omit<Wild, 'method' | 'url'> {
  const { random } = world;
  if (random() < (requestBody ? 0.15 : 0.05)) {
    const { type, payload } = pick(random, ODD_BODIES);
    return { headers: type === '' ? headers : { ...headers, 'content-type': type }, payload };
  }
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return { headers };
  const body = mutated(exampleOf(schema, world, 0), world);
  return { headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(body) ?? 'null' };
}

/** The body as the document would have it; optional members come and go. */
function exampleOf(schema: Schema, world: Wilderness, depth: number): unknown {
  if (schema.$ref) {
    const named = world.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named && depth < 6 ? exampleOf(named, world, depth + 1) : {};
  }
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, world, depth + 1) as object)) as object;
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return pick(world.random, schema.enum);
  if (schema.properties) {
    const needed = new Set(schema.required);
    const entries = Object.entries(schema.properties).filter(([name]) => needed.has(name) || world.random() < 0.75);
    return Object.fromEntries(entries.map(([name, part]) => [name, exampleOf(part, world, depth + 1)]));
  }
  if (schema.type === 'array') return schema.items ? [exampleOf(schema.items, world, depth + 1)] : [];
  return { string: 'text', number: 1, integer: 1, boolean: true }[schema.type ?? ''] ?? {};
}

/** Puts something odd somewhere into the value, up to three times. */
function mutated(value: unknown, { random, ids }: Wilderness): unknown {
  const values = [...ODD_VALUES, ...Object.values(ids).flat()];
  let result: unknown = structuredClone(value);
  for (let times = Math.floor(random() * 3.5); times > 0; times--) {
    if (random() < 0.05) return pick(random, ODD_VALUES);
    result = mutateOnce(result, { random, values });
  }
  return result;
}

function mutateOnce(value: unknown, from: { random: () => number; values: readonly unknown[] }): unknown {
  const { random, values } = from;
  if (Array.isArray(value) && value.length > 0 && random() < 0.7) {
    const items: unknown[] = [...(value as unknown[])];
    const index = Math.floor(random() * items.length);
    items[index] = mutateOnce(items[index], from);
    return random() < 0.1 ? Array.from({ length: 1000 }, () => items[index]) : items;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return pick(random, values);
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.length === 0 || random() < 0.1) return { ...value, [pick(random, ODD_NAMES)]: pick(random, values) };
  const [name, inner] = pick(random, entries);
  if (random() < 0.15) return Object.fromEntries(entries.filter(([other]) => other !== name));
  return { ...value, [name]: mutateOnce(inner, from) };
}
