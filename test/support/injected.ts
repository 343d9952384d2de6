import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Options = Exclude<Parameters<NestFastifyApplication['inject']>[0], string | undefined>;
/** Any method: what a server does with one it has never heard of is tested too. */
type Request = Omit<Options, 'method'> & { readonly method: string };

export interface Injected {
  readonly statusCode: number;
  readonly headers: Record<string, string | string[] | number | undefined>;
  readonly payload: string;
}

/** An answer without a socket; of one that does not end by itself only what it begins with. */
export async function injected(app: NestFastifyApplication, request: Request): Promise<Injected> {
  const response = await app.inject({ ...request, method: request.method as 'GET', payloadAsStream: true });
  const { statusCode, headers } = response;
  const stream = response.stream();
  const isEndless = String(headers['content-type']).startsWith('text/event-stream');
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    if (isEndless) break;
  }
  return { statusCode, headers, payload: Buffer.concat(chunks).toString() };
}
