import { watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useCentre } from '../centre/centre.js';
import { announce } from '../components/announce.js';
import { useFormat } from '../i18n/format.js';
import type { BoardRow } from './rows.js';
import type { useCursor } from './use-cursor.js';

/** What the end of a row keeps free below it, so that one sees that the board goes on. */
const BELOW_PX = 48;

interface Boxes {
  /** What scrolls. */
  readonly box: Ref<HTMLElement | undefined>;
  /** What has the focus while keys are used. */
  readonly grid: Ref<HTMLElement | undefined>;
}

/** Where the keys go the board is scrolled to, and it is told what lies there. */
export function useFollowedCursor(cursor: ReturnType<typeof useCursor>, { box, grid }: Boxes): void {
  const { t } = useI18n();
  const format = useFormat();
  const { nameOf } = useCentre();

  function tell({ zone }: BoardRow): void {
    const { start, end, under } = cursor;
    const what = under.value ? (under.value.title ?? t('board.reserved')) : t('board.empty');
    const when = `${format.value.date(start.value, 'short')} ${format.value.span(start.value, end.value)}`;
    announce(`${nameOf(zone)} ${when} ${what}`);
  }

  function show({ top, height }: BoardRow, seen: HTMLElement): void {
    const lowest = seen.scrollTop + seen.clientHeight - BELOW_PX;
    if (top < seen.scrollTop) seen.scrollTop = top;
    else if (top + height > lowest) seen.scrollTop = top + height - seen.clientHeight + BELOW_PX;
  }

  /** By the code: rows are made anew with each reading, and nothing scrolls for that. */
  watch([() => cursor.row.value?.zone.code, cursor.start, cursor.minutes], () => {
    const row = cursor.row.value;
    if (!row || !box.value) return;
    if (document.activeElement === grid.value) tell(row);
    show(row, box.value);
  });
}
