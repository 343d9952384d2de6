import { config } from 'dotenv';
import { readSettings, type Settings } from './settings.js';

/** Settings of this process: `.env` beside package.json, overruled by the environment. */
export function settingsFromEnvironment(): Settings {
  config({ quiet: true });
  return readSettings(process.env);
}
