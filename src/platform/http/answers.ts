import { ApiProperty, ApiResponse, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode } from '../problems/registry.js';

const CODES = 'dukou:problem-codes';

/** One fault of the input, as answered. */
export class InputFaultBody {
  @ApiProperty({ description: 'JSON pointer to the field.', example: '/name' })
  pointer!: string;

  @ApiProperty({
    description: 'What is wrong with it and what would be right.',
    example: 'send 1 to 80 characters of text',
  })
  detail!: string;
}

/** The body of every failure (RFC 9457). */
export class ProblemBody {
  @ApiProperty({ example: 'urn:dukou:problem:stale' })
  type!: string;

  @ApiProperty({ description: 'Stable; write clients against it.', enum: Object.keys(PROBLEMS), example: 'stale' })
  code!: string;

  @ApiProperty({ example: PROBLEMS.stale.title })
  title!: string;

  @ApiProperty({ example: PROBLEMS.stale.status })
  status!: number;

  @ApiProperty({ example: 'You have read version 2; it is now at 3. Read it again and repeat the change.' })
  detail!: string;

  @ApiProperty({
    description: 'All faults of the input at once.',
    type: InputFaultBody,
    isArray: true,
    required: false,
  })
  errors?: InputFaultBody[];
}

const exampleOf = (code: ProblemCode): object => {
  const { status, title } = PROBLEMS[code];
  return { value: { type: `urn:dukou:problem:${code}`, code, title, status, detail: title } };
};

/** Documents with which problems a call may answer; may stand several times on one method. */
export function ApiProblems(...codes: ProblemCode[]): MethodDecorator {
  return (target, property, descriptor) => {
    const handler = descriptor.value as object;
    const known = (Reflect.getMetadata(CODES, handler) ?? []) as ProblemCode[];
    const fresh = codes.filter((code) => !known.includes(code));
    const all = [...known, ...fresh];
    Reflect.defineMetadata(CODES, all, handler);
    ApiExtraModels(ProblemBody)(target, property, descriptor);
    for (const status of new Set(fresh.map((code) => PROBLEMS[code].status))) {
      const same = all.filter((code) => PROBLEMS[code].status === status);
      ApiResponse({
        status,
        description: fresh
          .filter((code) => PROBLEMS[code].status === status)
          .map((code) => `${code}: ${PROBLEMS[code].title}`)
          .join('; '),
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemBody) },
            examples: Object.fromEntries(same.map((code) => [code, exampleOf(code)])),
          },
        },
      })(target, property, descriptor);
    }
  };
}
