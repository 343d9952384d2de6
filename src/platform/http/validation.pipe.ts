import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { badInput, type InputFault } from '../problems/problem.js';
import { shapeFaults } from './body-shape.js';

const PLAIN = new Set<unknown>([String, Boolean, Number, Array, Object, undefined]);

/** Turns a body or query into its class, refuses fields that are not known, and tells all faults at once. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if (type === 'param' || type === 'custom' || PLAIN.has(metatype)) return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (value === undefined || value === null) value = {};
      else throw badInput([{ pointer: '', detail: 'The body must be a JSON object.' }]);
    }
    const misshapen = shapeFaults(value as object);
    if (misshapen.length > 0) throw badInput(misshapen);
    const instance = plainToInstance(metatype as Type<object>, value as object, { exposeUnsetFields: false });
    const errors = await validate(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      // A body without any field is a class without rules; the whitelist alone refuses what is sent in it.
      forbidUnknownValues: false,
      stopAtFirstError: true,
    });
    if (errors.length > 0) throw badInput(errors.flatMap((error) => faultsOf(error, '')));
    return instance;
  }
}

function faultsOf(error: ValidationError, parent: string): InputFault[] {
  const pointer = `${parent}/${error.property.replace(/~/g, '~0').replace(/\//g, '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
    pointer,
    detail:
      name === 'whitelistValidation' ? 'This field is not known here; leave it out or correct its name.' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}
