import { Problem } from '../platform/problems/problem.js';
import { SettingsError } from '../platform/config/settings.js';
import { DatabaseInUse } from '../platform/database/sqlite.lock.js';

/** Something that whoever runs a command can mend: told in its own words, without where in the code it happened. */
export class CommandFault extends Error {}

export type Say = (line: string) => void;

const say: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Runs a command to its end and leaves its exit code; what goes wrong is told on standard error with code 1. */
export async function runCommand(command: (args: readonly string[], say: Say) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2), say);
  } catch (error) {
    process.stderr.write(`${textOf(error)}\n`);
    process.exitCode = 1;
  }
}

function textOf(error: unknown): string {
  if (error instanceof Problem) return error.detail;
  if (error instanceof CommandFault || error instanceof SettingsError || error instanceof DatabaseInUse) {
    return error.message;
  }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** `20261123T094017Z`, for names of files: sorts by time. */
export const stampOf = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
