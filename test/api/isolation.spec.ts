import { bookings } from './isolation/bookings.js';
import { lists } from './isolation/lists.js';
import { reads } from './isolation/reads.js';
import { refusals } from './isolation/refusals.js';
import { values } from './isolation/values.js';
import { withStage } from './isolation/stage.js';
import { writes } from './isolation/writes.js';

const stage = withStage();

describe('every route, for every kind of caller', () => reads(stage));

describe('what stands in one place only', () => values(stage));

describe('each booking: public, internal and private; own, of another operator, of nobody; in each kind of zone', () =>
  bookings(stage));

describe('lists and boards', () => lists(stage));

describe('refusals, and what is answered to a wish', () => refusals(stage));

// Last, since it changes what the others read.
describe('what is let through', () => writes(stage));
