import type { OpenAPIObject } from '@nestjs/swagger';

type AnyParameter = NonNullable<NonNullable<OpenAPIObject['paths'][string]['get']>['parameters']>[number];
type Parameter = Exclude<AnyParameter, { $ref: string }>;

const ID = '0199a5f0-7c1e-7a53-9f6e-3f1d8f2b6c11';

/** What stands in a path means the same wherever it stands, so it is described once, by its name. */
const PARAMETERS: Readonly<Record<string, { description: string; example: string }>> = {
  centre: { description: 'Slug of the centre.', example: 'dukou' },
  zone: { description: 'Code of the zone.', example: 'F1-HALL-AB' },
  booking: { description: 'Id of the booking.', example: ID },
  closure: { description: 'Id of the closure.', example: ID },
  operator: { description: 'Code of the operator.', example: 'chunni' },
  member: { description: 'Id of a person who acts for the operator.', example: ID },
  invitation: { description: 'Id of the invitation.', example: ID },
  agreement: { description: 'Id of the agreement.', example: ID },
  person: { description: 'Id of the person.', example: ID },
  account: { description: 'Id of a person who belongs to the centre or to one of its operators.', example: ID },
  request: { description: 'Id of the request.', example: ID },
  token: { description: 'Id of the token.', example: ID },
  year: { description: 'A year, in four digits.', example: '2027' },
  code: { description: 'The code printed on a slip.', example: '7K3M9QX2VB4T' },
  secret: { description: 'The last part of the path of a one-time link.', example: 'kq3v…43 characters' },
};

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * Gives every operation the parameters of its path, in their order: the library only knows those that a handler reads
 * by itself, and most are read by the guard. Throws when one has no description here.
 */
export function describePathParameters(document: OpenAPIObject): void {
  for (const [path, item] of Object.entries(document.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => pathParameter(match[1] ?? ''));
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const given = (operation.parameters ?? []).filter((parameter): parameter is Parameter => !('$ref' in parameter));
      const inOrder = inPath.map((own) => ({ ...own, ...descriptionOf(given.find(({ name }) => name === own.name)) }));
      operation.parameters = [...inOrder, ...given.filter((parameter) => parameter.in !== 'path')];
    }
  }
}

/** A route that knows better keeps its own words. */
const descriptionOf = (own: Parameter | undefined): { description?: string } =>
  own?.description === undefined ? {} : { description: own.description };

function pathParameter(name: string): Parameter {
  const known = PARAMETERS[name];
  if (!known) throw new Error(`The path parameter ${name} has no description for the OpenAPI document.`);
  return { name, in: 'path', required: true, ...known, schema: { type: 'string' } };
}
