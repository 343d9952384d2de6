import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import type { Schemas } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { useFormat } from '../i18n/format.js';
import { useSession } from '../session/session.js';

export type Notice = Schemas['NoticeAnswer'];

/** What the data of notices may hold, by kind; all of it optional, since kinds differ. */
interface NoticeData {
  readonly zone?: string;
  readonly start?: string;
  readonly dates?: number;
  readonly next?: string;
  readonly answer?: string;
  readonly outcome?: string;
  readonly reasonCode?: string;
  readonly operator?: string;
  readonly until?: string;
  readonly status?: string;
  /** What it tells of is others' now and can't be opened. */
  readonly gone?: boolean;
}

export interface NoticeText {
  /** One sentence in plain words, ending without a full stop. */
  textOf(notice: Notice): string;
  /** Why the system did it, where it was the system. */
  reasonOf(notice: Notice): string;
  /** The screen of the thing; null where this person has none. */
  linkOf(notice: Notice): RouteLocationRaw | null;
}

/** Notices in the words of the screen; needs the texts of the area `notices`. */
export function useNoticeText(): NoticeText {
  const { t, te } = useI18n();
  const { zoneName, nameOf } = useCentre();
  const { me } = useSession();
  const format = useFormat();

  const placeOf = ({ zone, start, dates = 1 }: NoticeData): string => {
    const place = [zone && zoneName(zone), start && format.value.moment(start)].filter(Boolean).join(' ');
    return dates > 1 ? t('notices.more', { place, dates }) : place;
  };
  const operatorName = (code = ''): string => {
    const known = me.value?.operators.find((one) => one.code === code);
    return known ? nameOf(known) : code;
  };

  return {
    textOf: ({ kind, data }) => {
      const about: NoticeData = data;
      const variant = about.next ?? about.answer ?? about.outcome ?? about.status ?? (about.gone ? 'gone' : '');
      const key = `notices.kind.${kind}`;
      const words = [`${key}.${variant}`, `${key}.plain`].find((one) => te(one)) ?? 'notices.kind.other';
      const until = about.until === undefined ? '' : format.value.date(about.until, 'full');
      return t(words, { what: placeOf(about), operator: operatorName(about.operator), until });
    },
    reasonOf: ({ data }) => {
      const key = `notices.reason.${(data as NoticeData).reasonCode ?? ''}`;
      return te(key) ? t(key) : '';
    },
    linkOf: ({ subject, data, kind }) => {
      if (subject.kind === 'booking' && (data as NoticeData).gone) return null;
      if (subject.kind === 'booking') return { name: 'booking', params: { booking: subject.id } };
      const acts = (me.value?.operators.length ?? 0) > 0;
      if (!acts) return null;
      const { operator, zone } = data as NoticeData;
      if (kind === 'hours-decided') return { name: 'operator-hours', query: zone ? { zone } : {} };
      return { name: 'operator', query: operator ? { as: operator } : {} };
    },
  };
}
