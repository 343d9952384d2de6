import { STATES } from '../browser/support/screen-states.js';
import { proveScreens } from './screens.js';

describe('every dialog and state of a screen keeps WCAG 2.2 AA, and never scrolls sideways', () =>
  proveScreens(STATES));
