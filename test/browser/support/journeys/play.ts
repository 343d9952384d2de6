import { setStage, type Stage } from '../stage.js';
import type { ServerOptions } from '../server.js';
import { nameOfLook, playerOn, type Journey, type JourneyLook } from './journey.js';

/** Each of them in its turn on one stage, in this language and at this size. */
export function playEach(journeys: readonly Journey[], look: JourneyLook, options: ServerOptions = {}): void {
  describe(`${nameOfLook(look)}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await setStage(options);
    });
    afterAll(() => stage.close());

    it.each(journeys.map((journey) => [journey.name, journey] as const))('%s', (_, journey) =>
      journey.play(playerOn(stage, look)),
    );
  });
}
