import Sequencer from '@jest/test-sequencer';

/** Proofs and random worlds take minutes in files of a few lines: begun last, they would leave one worker idle at the end. */
const TAKES_LONG = /\/(prove\/|ledger\/(oracle|year)|api\/(isolation|visibility))/;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (TAKES_LONG.test(path) ? 0 : 1);
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
