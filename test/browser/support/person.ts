import type { Page } from 'playwright-core';

const API = '/api/v1';

/** What the app keeps beside the cookie, which no script sees, to know that there is a session. */
const HINT = `localStorage.setItem('dukou_signed_in', '1')`;

/** Somebody of the demo who is signed in: works by the API while others look at the screens, or lends a page the session. */
export interface Person {
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string };
  /** Under the demo centre unless it starts with a slash; throws unless it is answered with success. */
  post<T>(path: string, body?: object): Promise<T>;
  get<T>(path: string): Promise<T>;
}

export async function signedIn(url: string, login: string, password = 'dukou-demo'): Promise<Person> {
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ login, password });
  const session = await fetch(`${url}${API}/sessions`, { method: 'POST', headers: json, body });
  const [name = '', value = ''] = session.headers.get('set-cookie')?.split(';')[0]?.split('=') ?? [];
  const headers = { ...json, cookie: `${name}=${value}` };
  const ask = async <T>(path: string, init: RequestInit): Promise<T> => {
    const address = path.startsWith('/') ? `${url}${API}${path}` : `${url}${API}/centres/dukou/${path}`;
    const answer = await fetch(address, { ...init, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    cookie: { name, value, url },
    post: (path, given = {}) => ask(path, { method: 'POST', body: JSON.stringify(given) }),
    get: (path) => ask(path, {}),
  };
}

/** Opens a page as the person without the way over the sign-in page. */
export async function lendSession(page: Page, { cookie }: Person): Promise<void> {
  await page.context().addCookies([cookie]);
  await page.addInitScript(HINT);
}
