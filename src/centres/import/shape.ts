/** Where something stands in a file: keys and list indexes from its root. */
export type Path = readonly (string | number)[];

export interface ShapeFault {
  readonly path: Path;
  readonly detail: string;
}

/** Gives all faults of a value read from a file; none means that it has the shape. */
export type Shape = (value: unknown, path: Path) => ShapeFault[];

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;

const judge =
  (isGood: (value: unknown) => boolean, remedy: string): Shape =>
  (value, path) =>
    isGood(value) ? [] : [{ path, detail: `${shown(value)} is not allowed: write ${remedy}` }];

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Text that is not blank, of at most `max` characters. */
export const text = (max: number): Shape =>
  judge(
    (value) =>
      typeof value === 'string' &&
      value.trim() !== '' &&
      value.length <= max &&
      value.isWellFormed() &&
      !CONTROL.test(value),
    `a text of 1 to ${max} characters`,
  );

/** Text that a parser takes. */
export const parsed = (accepts: (value: string) => boolean, remedy: string): Shape =>
  judge((value) => typeof value === 'string' && accepts(value), remedy);

export const whole = (min: number, max: number): Shape =>
  judge(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
    `a whole number from ${min} to ${max}`,
  );

export const oneOf = (...values: readonly string[]): Shape =>
  judge((value) => typeof value === 'string' && values.includes(value), `one of ${values.join(', ')}`);

/** Anything: somebody else judges it later. */
export const anything: Shape = () => [];

/** The value or null. */
export const nullable =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? [] : shape(value, path);

export const listOf =
  (shape: Shape, max: number): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return [{ path, detail: 'must be a list' }];
    if (value.length > max) return [{ path, detail: `must hold no more than ${max} entries` }];
    return value.flatMap((entry: unknown, index) => shape(entry, [...path, index]));
  };

export interface Members {
  readonly required?: Readonly<Record<string, Shape>>;
  readonly optional?: Readonly<Record<string, Shape>>;
}

/** An object with these members and no others: a misspelt one would be ignored in silence. */
export const record =
  ({ required = {}, optional = {} }: Members): Shape =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [{ path, detail: 'must be a mapping' }];
    const members = new Map(Object.entries(value));
    const shapes = new Map([...Object.entries(required), ...Object.entries(optional)]);
    const missing = Object.keys(required)
      .filter((name) => !members.has(name))
      .map((name) => ({ path, detail: `${name} is missing` }));
    const unknown = [...members.keys()]
      .filter((name) => !shapes.has(name))
      .map((name) => ({
        path: [...path, name],
        detail: `${name} is not known here; known are ${[...shapes.keys()].join(', ')}`,
      }));
    const inner = [...members].flatMap(([name, member]) => shapes.get(name)?.(member, [...path, name]) ?? []);
    return [...missing, ...unknown, ...inner];
  };
