import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  Min,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import { parseInstant, parseWallDate, parseWallTime } from '../../scheduling/time.js';

/**
 * One decorator per field of a request says its bounds once, for the validation and for the OpenAPI file.
 * A field left out is allowed when `optional`; `null` is allowed only when `nullable`.
 */
interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  readonly nullable?: boolean;
}

function field(options: FieldOptions, schema: ApiPropertyOptions, checks: PropertyDecorator[]): PropertyDecorator {
  const { description, example, optional = false, nullable = false } = options;
  const api = {
    ...schema,
    description,
    required: !optional,
    ...(nullable ? { nullable: true } : {}),
    ...(example === undefined ? {} : { example }),
  };
  const presence = ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null));
  return applyDecorators(ApiProperty(api as ApiPropertyOptions), presence, ...checks);
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** A check with a message that names the value and the remedy. */
function check(name: string, test: (value: unknown) => boolean, remedy: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: test,
        defaultMessage: (args?: ValidationArguments) => `${shown(args?.value)} is not allowed: ${remedy}`,
      },
    });
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\u2028\u2029]/;
const LINE_BREAK = /[\t\n\r]/;

/**
 * Text without control characters and lone surrogates; its length is counted after trimming, which `whole` leaves out:
 * lines of a file keep their numbers.
 */
export function Text(
  options: FieldOptions & {
    min?: number;
    max: number;
    lines?: boolean;
    whole?: boolean;
    pattern?: RegExp;
    remedy?: string;
  },
): PropertyDecorator {
  const { min = 1, max, lines = false, whole = false, pattern } = options;
  const sane = (value: unknown): boolean => {
    if (typeof value !== 'string' || !value.isWellFormed() || CONTROL.test(value) || (!lines && LINE_BREAK.test(value)))
      return false;
    return value.length >= min && value.length <= max && (!pattern || pattern.test(value));
  };
  const remedy =
    options.remedy ??
    `send ${min} to ${max} characters of text without control characters${lines ? '' : ' or line breaks'}`;
  return field(
    options,
    { type: String, minLength: min, maxLength: max, ...(pattern ? { pattern: pattern.source } : {}) },
    [
      Transform(({ value }: { value: unknown }) => (typeof value === 'string' && !whole ? value.trim() : value)),
      check('text', sane, remedy),
    ],
  );
}

/** A password: any characters, not trimmed. */
export function Secret(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const { min, max } = options;
  const sane = (value: unknown): boolean =>
    typeof value === 'string' && value.isWellFormed() && value.length >= min && value.length <= max;
  return (target, property) => {
    field(options, { type: String, format: 'password', minLength: min, maxLength: max }, [])(target, property);
    registerDecorator({
      name: 'secret',
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: sane, defaultMessage: () => `send ${min} to ${max} characters` },
    });
  };
}

const numeric = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

/** A whole number within bounds. `query` reads it from the text of a query parameter. */
export function Whole(options: FieldOptions & { min: number; max: number; query?: boolean }): PropertyDecorator {
  const message = ({ value }: ValidationArguments): string =>
    `${shown(value)} is not allowed: send a whole number from ${options.min} to ${options.max}`;
  return field(options, { type: 'integer', minimum: options.min, maximum: options.max }, [
    ...(options.query ? [Transform(({ value }: { value: unknown }) => numeric(value))] : []),
    IsInt({ message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
  ]);
}

/** True or false. `query` reads it from the text of a query parameter. */
export function Flag(options: FieldOptions & { query?: boolean }): PropertyDecorator {
  const message = ({ value }: ValidationArguments): string => `${shown(value)} is not allowed: send true or false`;
  const fromText = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value);
  return field(options, { type: Boolean }, [
    ...(options.query ? [Transform(({ value }: { value: unknown }) => fromText(value))] : []),
    IsBoolean({ message }),
  ]);
}

/** One of the named values. */
export function OneOf(options: FieldOptions & { values: readonly string[] }): PropertyDecorator {
  const message = ({ value }: ValidationArguments): string =>
    `${shown(value)} is not allowed: send one of ${options.values.join(', ')}`;
  return field(options, { type: String, enum: [...options.values] }, [IsIn([...options.values], { message })]);
}

/** A wall time of the centre (`2026-12-01T14:00`) or an instant with offset (`2026-12-01T14:00:00+08:00`). */
export function WallOrInstantText(options: FieldOptions): PropertyDecorator {
  const test = (value: unknown): boolean =>
    typeof value === 'string' && value.length <= 40 && (parseWallTime(value) !== null || parseInstant(value) !== null);
  return field({ example: '2026-12-01T14:00', ...options }, { type: String, maxLength: 40 }, [
    check(
      'wallOrInstant',
      test,
      "send a time that exists, whole minutes, as 2026-12-01T14:00 (the centre's wall time) or 2026-12-01T14:00:00+08:00",
    ),
  ]);
}

/** A date of the centre's calendar. */
export function DateText(options: FieldOptions): PropertyDecorator {
  return field({ example: '2026-12-01', ...options }, { type: String, format: 'date' }, [
    check(
      'date',
      (value) => typeof value === 'string' && parseWallDate(value) !== null,
      'send a date that exists, as 2026-12-01',
    ),
  ]);
}

/** A bound of a period: a date (the whole day), a wall time or an instant. */
export function PeriodBoundText(options: FieldOptions): PropertyDecorator {
  const test = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length <= 40 &&
    (parseWallDate(value) !== null || parseWallTime(value) !== null || parseInstant(value) !== null);
  return field({ example: '2026-12-01', ...options }, { type: String, maxLength: 40 }, [
    check('period', test, 'send a date as 2026-12-01, or a time as 2026-12-01T14:00 or 2026-12-01T14:00:00+08:00'),
  ]);
}

/** An object of its own. The OpenAPI library knows a class named later only by a function that is called `type`. */
export function Nested(type: () => new () => object, options: FieldOptions): PropertyDecorator {
  return field(options, { type: () => type() }, [
    IsObject({ message: ({ value }) => `${shown(value)} is not allowed: send an object` }),
    ValidateNested(),
    Type(type),
  ]);
}

/** A list of objects, bounded in number. */
export function ListOf(
  type: () => new () => object,
  options: FieldOptions & { min?: number; max: number },
): PropertyDecorator {
  const { min = 0, max } = options;
  return field(options, { type: () => type(), isArray: true, minItems: min, maxItems: max }, [
    IsArray({ message: ({ value }) => `${shown(value)} is not allowed: send a list` }),
    ArrayMinSize(min, { message: `send at least ${min} entries` }),
    ArrayMaxSize(max, { message: `send at most ${max} entries` }),
    ValidateNested({ each: true }),
    Type(type),
    check(
      'objects',
      (value) => !Array.isArray(value) || value.every((v) => typeof v === 'object' && v !== null && !Array.isArray(v)),
      'each entry must be an object',
    ),
  ]);
}

/** A list of short texts, bounded in number and length, without repetition. */
export function TextList(
  options: FieldOptions & { min?: number; max: number; maxLength: number; query?: boolean },
): PropertyDecorator {
  const { min = 0, max, maxLength } = options;
  const sane = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length >= min &&
    value.length <= max &&
    new Set(value).size === value.length &&
    value.every(
      (v) =>
        typeof v === 'string' &&
        v.length >= 1 &&
        v.length <= maxLength &&
        v.isWellFormed() &&
        !CONTROL.test(v) &&
        !LINE_BREAK.test(v),
    );
  const split = (value: unknown): unknown => (typeof value === 'string' ? value.split(',') : value);
  return field(options, { type: String, isArray: true, minItems: min, maxItems: max }, [
    ...(options.query ? [Transform(({ value }: { value: unknown }) => split(value))] : []),
    IsArray({ message: ({ value }) => `${shown(value)} is not allowed: send a list of texts` }),
    IsString({ each: true, message: 'each entry must be a text' }),
    check('textList', sane, `send ${min} to ${max} different texts of at most ${maxLength} characters`),
  ]);
}

/** A free JSON document that a pure validator judges afterwards; only its being an object is checked here. */
export function Document(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true }, [
    check(
      'document',
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'send an object',
    ),
  ]);
}

/** A list of free JSON documents that a pure validator judges afterwards; only its being a list is checked here. */
export function Documents(options: FieldOptions & { max: number }): PropertyDecorator {
  const { max } = options;
  const items = { type: 'object', additionalProperties: true, description: 'One entry.', example: {} };
  return field(options, { type: 'array', items, maxItems: max }, [
    check('documents', (value) => Array.isArray(value) && value.length <= max, `send a list of at most ${max} entries`),
  ]);
}
