import type { RouteRecordRaw } from 'vue-router';

/** The screens of the admin, each its own chunk. */
export const ADMIN_ROUTES: readonly RouteRecordRaw[] = [
  {
    path: '/admin',
    name: 'admin',
    component: () => import('../admin/AdminPage.vue'),
    meta: { areas: ['admin'], title: 'common.nav.admin', needs: 'zones.write' },
  },
  {
    path: '/admin/zones',
    name: 'admin-zones',
    component: () => import('../admin/zones/ZonesPage.vue'),
    meta: {
      areas: ['admin', 'admin-zones', 'equipment'],
      title: 'admin.section.admin-zones.title',
      needs: 'zones.write',
    },
  },
  {
    path: '/admin/zones/centre/rules',
    name: 'admin-centre-rules',
    component: () => import('../admin/zones/CentreRulesPage.vue'),
    meta: { areas: ['admin', 'admin-zones'], title: 'admin-zones.rules.centreTitle', needs: 'centres.update' },
  },
  {
    path: '/admin/zones/:zone',
    name: 'admin-zone',
    component: () => import('../admin/zones/AdminZonePage.vue'),
    meta: {
      areas: ['admin', 'admin-zones', 'equipment'],
      title: 'admin.section.admin-zones.title',
      needs: 'zones.write',
    },
  },
  {
    path: '/admin/zones/:zone/plan',
    name: 'admin-zone-plan',
    component: () => import('../admin/zones/PlacesPage.vue'),
    meta: { areas: ['admin', 'admin-zones'], title: 'admin.section.admin-zones.title', needs: 'zones.write' },
  },
  {
    path: '/admin/hours/:zone?',
    name: 'admin-hours',
    component: () => import('../admin/hours/HoursPage.vue'),
    meta: {
      areas: ['admin', 'admin-hours', 'impact', 'refusal'],
      title: 'admin.section.admin-hours.title',
      needs: 'hours.write',
    },
  },
  {
    path: '/admin/closures',
    name: 'admin-closures',
    component: () => import('../admin/closures/ClosuresPage.vue'),
    meta: {
      areas: ['admin', 'admin-closures', 'impact', 'refusal'],
      title: 'admin.section.admin-closures.title',
      needs: 'closures.write',
    },
  },
  {
    path: '/admin/calendar/:year(\\d{4})?',
    name: 'admin-calendar',
    component: () => import('../admin/calendar/CalendarPage.vue'),
    meta: {
      areas: ['admin', 'admin-calendar', 'impact', 'refusal'],
      title: 'admin.section.admin-calendar.title',
      needs: 'calendar.write',
    },
  },
  {
    path: '/admin/operators',
    name: 'admin-operators',
    component: () => import('../admin/operators/OperatorsPage.vue'),
    meta: {
      areas: ['admin', 'admin-operators', 'admin-hours', 'impact', 'refusal'],
      title: 'admin.section.admin-operators.title',
      needs: 'operators.write',
    },
  },
  {
    path: '/admin/operators/:operator',
    name: 'admin-operator',
    component: () => import('../admin/operators/OperatorPage.vue'),
    meta: {
      areas: ['admin', 'admin-operators', 'operator'],
      title: 'admin.section.admin-operators.title',
      needs: 'operators.write',
    },
  },
  {
    path: '/admin/people',
    name: 'admin-people',
    component: () => import('../admin/people/PeoplePage.vue'),
    meta: {
      areas: ['admin', 'admin-people', 'session'],
      title: 'admin.section.admin-people.title',
      needs: 'people.write',
    },
  },
  {
    path: '/admin/audit',
    name: 'admin-audit',
    component: () => import('../admin/audit/AuditPage.vue'),
    meta: { areas: ['admin', 'admin-audit'], title: 'admin.section.admin-audit.title', needs: 'audit.read' },
  },
  {
    path: '/admin/settings',
    name: 'admin-settings',
    component: () => import('../admin/settings/SettingsPage.vue'),
    meta: { areas: ['admin', 'admin-settings'], title: 'admin.section.admin-settings.title', needs: 'centres.update' },
  },
  {
    path: '/admin/health',
    name: 'admin-health',
    component: () => import('../admin/health/HealthPage.vue'),
    meta: { areas: ['admin', 'admin-health'], title: 'admin.section.admin-health.title', needs: 'zones.write' },
  },
];
