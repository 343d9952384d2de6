import type { Page } from 'playwright-core';
import type { Look } from './browser.js';

const ADMIN = 'admin@dukou.example';
const OWNER = 'owner@dukou.example';
const MANAGER = 'manager@chunni.example';

export interface Screen {
  /** `:series` and the like stand for what the world calls so. */
  readonly path: string;
  /** Seen when its data has come. */
  readonly ready: string;
  /** The second mode of the short form. */
  readonly other: Look;
  readonly signedIn?: boolean;
  /** The front desk when left out. */
  readonly login?: string;
  /** A state of the screen that is not there at once: a dialog, an impact list. */
  readonly state?: string;
  open?(page: Page): Promise<void>;
}

/** Every screen, and the states of a screen that are not there at once. */
export const SCREENS: readonly Screen[] = [
  { path: '/', ready: 'article', other: { size: 'phone', language: 'en', theme: 'dark' } },
  { path: '/?heads=30&start=14:00&end=16:00', ready: '.hit', other: { size: 'phone', isLarge: true } },
  { path: '/zones/F2-ELDER-1', ready: '.block', other: { size: 'phone', language: 'en', isLarge: true } },
  { path: '/plan?zone=F1-WELL-1', ready: 'aside', other: { size: 'tablet', language: 'en', theme: 'dark' } },
  { path: '/door/F1-WELL-1', ready: '.now', other: { size: 'tablet', theme: 'dark' } },
  { path: '/door/F1-WELL-2/sheet', ready: 'table', other: { size: 'phone', language: 'en' } },
  { path: '/sign-in', ready: 'form', other: { size: 'phone', theme: 'dark', isLarge: true } },
  { path: '/welcome/no-such-link', ready: '.empty', other: { size: 'phone', language: 'en' } },
  { path: '/me', ready: '.who', other: { size: 'phone', theme: 'dark' }, signedIn: true },
  { path: '/board', ready: '[data-block]', other: { size: 'tablet', language: 'en', theme: 'dark' }, signedIn: true },
  {
    path: '/book?zone=F3-MEET-2&start=2026-09-15T15:00&end=2026-09-15T16:00',
    ready: '.date.refused',
    other: { size: 'phone', language: 'en', theme: 'dark', isLarge: true },
    signedIn: true,
  },
  { path: '/bookings?mine=0', ready: '.list li', other: { size: 'phone', theme: 'dark' }, signedIn: true },
  { path: '/desk', ready: '[data-action]', other: { size: 'phone', language: 'en', isLarge: true }, signedIn: true },
  { path: '/slip/AAAAAAAAAAAA', ready: '.empty', other: { size: 'phone', language: 'en' } },
  {
    path: '/admin',
    ready: '.section',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/zones',
    ready: '.zone',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/zones/F1-HALL',
    ready: '.rule',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/zones/centre/rules',
    ready: '.rule',
    other: { size: 'phone', language: 'en', isLarge: true },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/zones/F2/plan',
    ready: '[data-zone]',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/hours/F2-KIDS',
    ready: '.days',
    other: { size: 'phone', language: 'en' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/closures',
    ready: '.closure',
    other: { size: 'phone', language: 'en' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/operators',
    ready: '.operator',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/operators/chunni',
    ready: '.track',
    other: { size: 'phone', language: 'en' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/calendar/2026',
    ready: '.month',
    other: { size: 'phone', language: 'en' },
    signedIn: true,
    login: ADMIN,
  },
  { path: '/admin/people', ready: '.person', other: { size: 'phone', language: 'en' }, signedIn: true, login: ADMIN },
  {
    path: '/admin/audit',
    ready: '.entries',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/health',
    ready: '.fact-list',
    other: { size: 'phone', language: 'en', isLarge: true },
    signedIn: true,
    login: ADMIN,
  },
  {
    path: '/admin/settings',
    ready: '.installation dd',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OWNER,
  },
  {
    path: '/setup',
    ready: '.example',
    other: { size: 'phone', language: 'en', isLarge: true },
    signedIn: true,
    login: OWNER,
  },
  {
    path: '/setup/dukou/zones',
    ready: '.sums',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OWNER,
  },
  {
    path: '/setup/dukou/hours',
    ready: '.days',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OWNER,
  },
  {
    path: '/setup/dukou/admin',
    ready: '.person',
    other: { size: 'phone', language: 'en', isLarge: true },
    signedIn: true,
    login: OWNER,
  },
  {
    path: '/setup/dukou/operator',
    ready: 'form',
    other: { size: 'tablet', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OWNER,
  },
  {
    path: '/setup/dukou/done',
    ready: '.next',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OWNER,
  },
  { path: '/centres', ready: '.centre', other: { size: 'phone', language: 'en', isLarge: true } },
  {
    path: '/operator',
    ready: '.meter',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: MANAGER,
  },
  {
    path: '/operator/bookings?from=2026-09-01',
    ready: '.list li, .empty',
    other: { size: 'phone', language: 'en', isLarge: true },
    signedIn: true,
    login: MANAGER,
  },
  {
    path: '/operator/hours',
    ready: '[data-day]',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: MANAGER,
  },
  {
    path: '/operator/members',
    ready: '.person',
    other: { size: 'phone', language: 'en', theme: 'dark', isLarge: true },
    signedIn: true,
    login: MANAGER,
  },
  { path: '/invitation/no-such-link', ready: '.empty', other: { size: 'phone', language: 'en', theme: 'dark' } },
  {
    path: '/notices',
    ready: '.list li, .empty',
    other: { size: 'phone', language: 'en' },
    signedIn: true,
    login: MANAGER,
  },
  { path: '/help?role=desk', ready: 'h3', other: { size: 'phone', language: 'en', theme: 'dark', isLarge: true } },
  { path: '/nowhere', ready: '.empty', other: { size: 'phone', language: 'en', isLarge: true } },
];
