import { SCREENS } from '../browser/support/screens.js';
import { proveScreens } from './screens.js';

describe('every screen keeps WCAG 2.2 AA, and never scrolls sideways', () => proveScreens(SCREENS));
