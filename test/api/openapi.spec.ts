import { readDocument, routesOf, type ApiDocument, type Operation, type Route, type Schema } from './document.js';

/** The calls that anybody may make without signing in. */
const PUBLIC = new Set([
  'POST /api/v1/sessions',
  'GET /api/v1/slips/{code}',
  'POST /api/v1/slips/{code}/cancel',
  'GET /api/v1/links/{secret}',
  'POST /api/v1/links/{secret}/password',
  'POST /api/v1/links/{secret}/owner',
  'GET /api/v1/invitations/{secret}',
  'POST /api/v1/invitations/{secret}/account',
  'GET /api/v1/permissions',
  'GET /api/v1/centres',
  'GET /api/v1/centres/{centre}',
  'GET /api/v1/centres/{centre}/zones',
  'GET /api/v1/centres/{centre}/zones/{zone}',
  'GET /api/v1/centres/{centre}/zones/{zone}/availability',
  'GET /api/v1/centres/{centre}/zones/{zone}/hours',
  'GET /api/v1/centres/{centre}/hours',
  'GET /api/v1/centres/{centre}/days',
  'GET /api/v1/centres/{centre}/calendar/{year}',
  'GET /api/v1/centres/{centre}/closures',
  'GET /api/v1/centres/{centre}/closures/{closure}',
  'GET /api/v1/centres/{centre}/schedule',
  'GET /api/v1/centres/{centre}/events',
  'GET /health/live',
  'GET /health/ready',
]);

describe('the OpenAPI document', () => {
  let document: ApiDocument;
  let routes: Route[];
  beforeAll(async () => {
    document = await readDocument();
    routes = routesOf(document);
  });

  const faultsOf = (check: (route: Route) => readonly string[]): string[] =>
    routes.flatMap((route) => check(route).map((fault) => `${route.name}: ${fault}`));

  it('says what every call is for, under a name of its own', () => {
    expect(
      faultsOf(({ operation: { summary = '', operationId = '', tags = [] } }) => [
        ...(summary.length < 5 ? ['no summary'] : []),
        ...(/^[A-Z]\w+_\w+$/.test(operationId) ? [] : [`operationId "${operationId}"`]),
        ...(tags.length === 1 ? [] : ['not exactly one tag']),
      ]),
    ).toEqual([]);
    const ids = routes.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names every parameter of a path, and describes all parameters', () => {
    expect(
      faultsOf(({ path, operation: { parameters = [] } }) => {
        const named = parameters.filter((given) => given.in === 'path').map(({ name }) => `{${name}}`);
        const wanted = path.match(/\{\w+\}/g) ?? [];
        return [
          ...(named.join() === wanted.join() ? [] : [`path parameters ${named.join()} for ${wanted.join()}`]),
          ...parameters.filter(({ description }) => !description).map(({ name }) => `${name} has no description`),
          ...parameters.filter(({ schema }) => !schema).map(({ name }) => `${name} has no schema`),
          ...parameters.filter((p) => p.in === 'path' && p.required !== true).map(({ name }) => `${name} is optional`),
        ];
      }),
    ).toEqual([]);
  });

  it('has an answer with a schema for every success, but for those without a body', () => {
    expect(
      faultsOf(({ operation: { responses } }) => {
        const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        return [
          ...(successes.length === 0 ? ['no success'] : []),
          ...successes.flatMap(([status, { content = {} }]) => {
            const schemas = Object.values(content).map(({ schema }) => schema);
            if (status === '204') return schemas.length === 0 ? [] : ['a body with 204'];
            return schemas.length > 0 && schemas.every((schema) => schema !== undefined) ? [] : [`${status} untold`];
          }),
        ];
      }),
    ).toEqual([]);
  });

  it('tells failures as problems', () => {
    expect(
      faultsOf(({ operation: { responses } }) =>
        Object.entries(responses)
          .filter(([status]) => /^[45]/.test(status))
          .filter(
            ([, { content }]) =>
              content?.['application/problem+json']?.schema?.$ref !== '#/components/schemas/ProblemBody',
          )
          .map(([status]) => status),
      ),
    ).toEqual([]);
  });

  it('tells the failures that the kind of call makes possible', () => {
    const expected = ({ name, method, path, operation }: Route): string[] => [
      ...(PUBLIC.has(name) ? [] : ['401']),
      ...(path.includes('{') ? ['404'] : []),
      ...(operation.requestBody ? ['400'] : []),
      ...(method === 'PATCH' || method === 'PUT' ? ['428', '412'] : []),
    ];
    expect(faultsOf((route) => expected(route).filter((status) => !(status in route.operation.responses)))).toEqual([]);
  });

  it('asks for If-Match wherever the server does', () => {
    const asks = ({ parameters = [] }: Operation): boolean => parameters.some(({ name }) => name === 'If-Match');
    expect(
      faultsOf(({ method, operation }) => (/PATCH|PUT/.test(method) && !asks(operation) ? ['no If-Match'] : [])),
    ).toEqual([]);
  });

  it('says how to sign in for every call that is not public, and for no other', () => {
    const open = routes.filter(({ operation }) => operation.security === undefined).map(({ name }) => name);
    expect(open.sort()).toEqual([...PUBLIC].sort());
    const schemes = Object.keys(document.components.securitySchemes).sort();
    expect(schemes).toEqual(['session', 'token']);
    const either = ['session', 'token'];
    expect(
      faultsOf(({ operation: { security } }) =>
        security && security.flatMap(Object.keys).sort().join() !== either.join() ? ['other schemes'] : [],
      ),
    ).toEqual([]);
  });

  it('describes every field of every body, with an example', () => {
    const seen = new Set<string>();
    const faults: string[] = [];
    const visit = (ref: string | undefined): void => {
      const name = ref?.replace('#/components/schemas/', '') ?? '';
      if (name === '' || seen.has(name)) return;
      seen.add(name);
      for (const [field, schema] of Object.entries(document.components.schemas[name]?.properties ?? {})) {
        const inner = [schema, schema.items, ...(schema.allOf ?? [])].flatMap((part) => part?.$ref ?? []);
        inner.forEach(visit);
        if (!schema.description) faults.push(`${name}.${field} has no description`);
        if (inner.length === 0 && schema.example === undefined) faults.push(`${name}.${field} has no example`);
      }
    };
    for (const { operation } of routes) visit(operation.requestBody?.content['application/json']?.schema?.$ref);
    expect(seen.size).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  });

  it('takes bodies as JSON with a named schema', () => {
    expect(
      faultsOf(({ operation: { requestBody } }) => {
        if (!requestBody) return [];
        const types = Object.keys(requestBody.content);
        const named = requestBody.content['application/json']?.schema?.$ref !== undefined;
        return [...(types.join() === 'application/json' ? [] : types), ...(named ? [] : ['an unnamed body'])];
      }),
    ).toEqual([]);
  });

  it('has no reference that leads nowhere', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map((match) => match[1] ?? '');
    const known = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
    expect(refs.length).toBeGreaterThan(100);
    expect([...new Set(refs)].filter((ref) => !known.has(ref))).toEqual([]);
  });

  it('leaves no schema open: a type, a reference or a choice, and an object says what is in it', () => {
    const faults: string[] = [];
    const visit = (schema: Schema, at: string): void => {
      const { $ref, type, allOf, oneOf, properties, additionalProperties, description, example, items } = schema;
      if (!$ref && !type && !allOf && !oneOf) faults.push(`${at} is untyped`);
      if (type === 'array' && !items) faults.push(`${at} has no items`);
      const isOpen = type === 'object' && !properties && !allOf && !oneOf;
      if (isOpen && (additionalProperties === undefined || !description || example === undefined)) {
        faults.push(`${at} is an open object that gives no reason or example`);
      }
      for (const [name, inner] of Object.entries(properties ?? {})) visit(inner, `${at}.${name}`);
      if (items) visit(items, `${at}[]`);
      for (const inner of [...(allOf ?? []), ...(oneOf ?? [])]) visit(inner, at);
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) visit(schema, name);
    for (const { name, operation } of routes) {
      for (const { content = {} } of Object.values(operation.responses)) {
        for (const { schema } of Object.values(content)) if (schema) visit(schema, name);
      }
    }
    expect(faults).toEqual([]);
  });
});
