import type { RouteRecordRaw } from 'vue-router';
import { HELP_AREAS } from '../help/help-state.js';
import { ADMIN_ROUTES } from './admin-routes.js';

declare module 'vue-router' {
  interface RouteMeta {
    /** Files of texts that the screen needs besides `common`. */
    areas?: readonly string[];
    /** Key of the page's title. */
    title?: string;
    /** A permission of the centre, `signed-in` or `owner`; public when left out. */
    needs?: string;
    /** Without the frame: a display, or a sheet to print. */
    bare?: boolean;
  }
}

/**
 * Every screen, each its own chunk. To add one: a record here with the texts it needs, and an entry in `navigation.ts` of
 * the same name if it belongs into the navigation.
 */
export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/',
    name: 'today',
    component: () => import('../today/TodayPage.vue'),
    meta: { areas: ['today', 'state'], title: 'common.nav.today' },
  },
  {
    path: '/zones/:zone?',
    name: 'zone',
    component: () => import('../zone/ZonePage.vue'),
    meta: { areas: ['zone', 'state', 'equipment'], title: 'common.nav.zone' },
  },
  {
    path: '/plan',
    name: 'plan',
    component: () => import('../plan/PlanPage.vue'),
    meta: { areas: ['plan', 'state'], title: 'common.nav.plan' },
  },
  {
    path: '/door/:zone',
    name: 'door',
    component: () => import('../door/DoorPage.vue'),
    meta: { areas: ['door', 'state'], title: 'door.title', bare: true },
  },
  {
    path: '/door/:zone/sheet',
    name: 'door-sheet',
    component: () => import('../door/DoorSheetPage.vue'),
    meta: { areas: ['door', 'state'], title: 'door.sheetTitle', bare: true },
  },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('../session/SignInPage.vue'),
    meta: { areas: ['session'], title: 'session.signIn' },
  },
  {
    path: '/welcome/:secret',
    name: 'welcome',
    component: () => import('../session/WelcomePage.vue'),
    meta: { areas: ['session', 'setup'], title: 'session.welcome' },
  },
  {
    path: '/setup/:centre?/:step?',
    name: 'setup',
    component: () => import('../setup/SetupPage.vue'),
    meta: {
      areas: ['setup', 'session', 'admin-hours', 'admin-people', 'admin-operators', 'impact', 'refusal', 'help-codes'],
      title: 'setup.pageTitle',
      needs: 'owner',
    },
  },
  {
    path: '/centres',
    name: 'centres',
    component: () => import('../centre/CentresPage.vue'),
    meta: { areas: ['centre-list'], title: 'common.centres.title' },
  },
  {
    path: '/board',
    name: 'board',
    component: () => import('../board/BoardPage.vue'),
    meta: {
      areas: ['board', 'book', 'booking', 'refusal', 'equipment'],
      title: 'common.nav.board',
      needs: 'bookings.read',
    },
  },
  {
    path: '/book',
    name: 'book',
    component: () => import('../booking/BookPage.vue'),
    meta: { areas: ['book', 'booking', 'refusal', 'equipment'], title: 'common.nav.book', needs: 'bookings.create' },
  },
  {
    path: '/bookings',
    name: 'bookings',
    component: () => import('../bookings/BookingsPage.vue'),
    meta: { areas: ['book', 'booking', 'equipment'], title: 'common.nav.bookings', needs: 'bookings.read' },
  },
  {
    path: '/bookings/:booking',
    name: 'booking',
    component: () => import('../bookings/BookingPage.vue'),
    meta: { areas: ['book', 'booking', 'refusal', 'equipment'], title: 'common.nav.bookings', needs: 'bookings.read' },
  },
  {
    path: '/desk',
    name: 'desk',
    component: () => import('../desk/DeskPage.vue'),
    meta: {
      areas: ['desk', 'book', 'booking', 'refusal', 'equipment'],
      title: 'common.nav.desk',
      needs: 'bookings.book-for-others',
    },
  },
  {
    path: '/slip/:code',
    name: 'slip',
    component: () => import('../slip/SlipPage.vue'),
    meta: { areas: ['slip', 'booking'], title: 'slip.title' },
  },
  {
    path: '/requests',
    name: 'requests',
    component: () => import('../requests/RequestsPage.vue'),
    meta: {
      areas: ['book', 'booking', 'refusal', 'requests', 'equipment'],
      title: 'common.nav.requests',
      needs: 'bookings.decide',
    },
  },
  {
    path: '/me',
    name: 'me',
    component: () => import('../session/MePage.vue'),
    meta: { areas: ['session'], title: 'session.me', needs: 'signed-in' },
  },
  ...ADMIN_ROUTES,
  {
    path: '/operator',
    component: () => import('../operator/OperatorShell.vue'),
    meta: { areas: ['operator', 'admin-hours', 'booking', 'impact', 'refusal'], needs: 'signed-in' },
    children: [
      {
        path: '',
        name: 'operator',
        component: () => import('../operator/OverviewPage.vue'),
        meta: { title: 'operator.title.overview' },
      },
      {
        path: 'bookings',
        name: 'operator-bookings',
        component: () => import('../operator/OperatorBookingsPage.vue'),
        meta: { title: 'operator.title.bookings' },
      },
      {
        path: 'hours',
        name: 'operator-hours',
        component: () => import('../operator/HoursPage.vue'),
        meta: { title: 'operator.title.hours' },
      },
      {
        path: 'members',
        name: 'operator-members',
        component: () => import('../operator/MembersPage.vue'),
        meta: { title: 'operator.title.members' },
      },
    ],
  },
  {
    path: '/invitation/:secret',
    name: 'invitation',
    component: () => import('../operator/InvitationPage.vue'),
    meta: { areas: ['invitation', 'session'], title: 'invitation.title' },
  },
  {
    path: '/notices',
    name: 'notices',
    component: () => import('../notices/NoticesPage.vue'),
    meta: { areas: ['notices'], title: 'notices.title', needs: 'signed-in' },
  },
  {
    path: '/help',
    name: 'help',
    component: () => import('../help/HelpPage.vue'),
    meta: { areas: HELP_AREAS, title: 'help.title' },
  },
  {
    path: '/:rest(.*)*',
    name: 'nowhere',
    component: () => import('./NowherePage.vue'),
    meta: { title: 'common.nowhere.title' },
  },
];
