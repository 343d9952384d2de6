import { reactive, watch } from 'vue';
import type { LocationQuery } from 'vue-router';
import type { WallDate } from '../../scheduling/time.types.js';
import { emptyDraft, endClock, type Draft } from './draft.js';

/**
 * What is being typed survives a reload, a change of language, a session's end and looking something up on another
 * screen: it is kept for this tab until it is booked or thrown away. Signing out clears it.
 */
const KEY = 'dukou_draft';

interface Kept {
  /** What the address asked for when it was begun. */
  readonly asked: string;
  readonly draft: Draft;
}

export function keepDraft(draft: Draft, asked = ''): void {
  sessionStorage.setItem(KEY, JSON.stringify({ asked, draft } satisfies Kept));
}

export function forgetDraft(): void {
  sessionStorage.removeItem(KEY);
}

function readKept(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** The draft to go on with. An address that asks for something new changes where and when, not what was typed. */
export function openDraft(query: LocationQuery, today: WallDate): Draft {
  const kept = readKept();
  const asked = askedIn(query);
  const signature = JSON.stringify(asked);
  const draft = reactive<Draft>({ ...emptyDraft(today), ...kept?.draft });
  if (Object.keys(asked).length > 0 && kept?.asked !== signature) Object.assign(draft, asked, { places: {} });
  watch(draft, () => keepDraft(draft, signature), { deep: true });
  return draft;
}

/** `zone`, `start`, `end` (wall times), `date`, `heads`, `title` of an address, as far as they are there. */
export function askedIn(query: LocationQuery): Partial<Draft> {
  const text = (key: string): string => {
    const value = query[key];
    return typeof value === 'string' ? value : '';
  };
  const [start, end] = [text('start'), text('end')];
  const isWall = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
  return {
    ...(text('zone') === '' ? {} : { zone: text('zone') }),
    ...(isWall(start) ? { date: start.slice(0, 10), start: start.slice(11, 16) } : {}),
    ...(isWall(end) ? { end: clockOf(end) } : {}),
    ...(!isWall(start) && /^\d{4}-\d{2}-\d{2}$/.test(text('date')) ? { date: text('date') } : {}),
    ...(/^[1-9]\d{0,4}$/.test(text('heads')) ? { heads: text('heads') } : {}),
    ...(text('title') === '' ? {} : { title: text('title').slice(0, 120) }),
  };
}

const clockOf = (end: string): string => (end.slice(11, 13) === '24' ? '24:00' : endClock(end));
