import http from 'node:http';
import autocannon from 'autocannon';

/**
 * Loads a server with `connections` clients for some seconds; `next` gives each request's `{ method, path, body }`.
 * Gives answers per second; throws when one was not a 2xx, because refusing is not the work that is measured.
 */
export async function load(url, { connections, seconds, headers = {}, next }) {
  const setupRequest = (request) => {
    const { method = 'GET', path, body } = next();
    // Fresh headers each time: the length of one body would otherwise stay for a next request without one.
    const own = { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return { ...request, method, path, headers: own, body: body === undefined ? undefined : JSON.stringify(body) };
  };
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [{ setupRequest }],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    const statuses = JSON.stringify(result.statusCodeStats);
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx ${statuses}, ${result.errors} errors`);
  }
  return result['2xx'] / result.duration;
}

/** One client with one connection; gives the parsed answer, and throws for one that is not a 2xx. */
export function client(url, headers = {}) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const call = (method, path, { body, more = {} } = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent =
        text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const request = http.request(
        url + path,
        { method, agent, headers: { ...headers, ...sent, ...more } },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            if (response.statusCode >= 200 && response.statusCode < 300)
              resolve(answer === '' ? null : JSON.parse(answer));
            else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 1000)}`));
          });
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(text);
    });
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, { body }),
    put: (path, body) => call('PUT', path, { body, more: { 'if-match': '*' } }),
    patch: (path, body) => call('PATCH', path, { body, more: { 'if-match': '*' } }),
    close: () => agent.destroy(),
  };
}
