import { agreement } from '../browser/support/journeys/agreement.js';
import { board } from '../browser/support/journeys/board.js';
import { bookOnce } from '../browser/support/journeys/book-once.js';
import { counterProposal } from '../browser/support/journeys/counter-proposal.js';
import { desk } from '../browser/support/journeys/desk.js';
import { door } from '../browser/support/journeys/door.js';
import { firstBooking, firstCentre } from '../browser/support/journeys/first-run.js';
import { hours } from '../browser/support/journeys/hours.js';
import { LONG, SHORT } from '../browser/support/journeys/journey.js';
import { language } from '../browser/support/journeys/language.js';
import { largeType } from '../browser/support/journeys/large-type.js';
import { playEach } from '../browser/support/journeys/play.js';
import { race } from '../browser/support/journeys/race.js';
import { term } from '../browser/support/journeys/term.js';
import { isLong } from './tally.js';

const JOURNEYS = [bookOnce, term, race, counterProposal, language, hours, agreement, desk];

/** In the short form each of these is played once, by the spec of its own screen in `test/browser`; the door comes last. */
const ELSEWHERE = [board, largeType, door];

/** As `npm start` is in production before anybody has come. */
const UNUSED = { settings: { NODE_ENV: 'production', LOG_LEVEL: 'info' } };

describe('the journeys of the centre', () => {
  for (const look of isLong ? LONG : SHORT) playEach(isLong ? [...JOURNEYS, ...ELSEWHERE] : JOURNEYS, look);
});

if (isLong) {
  describe('the first run', () => {
    for (const look of LONG) playEach([firstCentre, firstBooking], look, UNUSED);
  });
}
