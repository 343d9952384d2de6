import { createRequire } from 'node:module';

/**
 * Every spec file is a realm of its own with its own `Error`, but the native addon of SQLite is loaded once per process
 * and keeps the error class of the first. It is made to take the class of each, so that no test depends on those before it.
 */
createRequire(import.meta.url)('better-sqlite3/build/Release/better_sqlite3.node').isInitialized = false;
