import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { NotFoundPage } from './NotFoundPage';
import { PageFault } from './PageFault';
import { PageLoading } from './PageLoading';
import { Shell } from './Shell';
import { parseSearch, stringifySearch, texts } from './search';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/flags' });
  },
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: lazyRouteComponent(() => import('@/features/start/StartPage'), 'StartPage'),
});

const flags = createRoute({
  getParentRoute: () => root,
  path: '/flags',
  validateSearch: texts('q', 'tag', 'type', 'owner', 'state', 'stale', 'env', 'archived', 'sort', 'create'),
  component: lazyRouteComponent(() => import('@/features/flags/FlagsPage'), 'FlagsPage'),
});

const flag = createRoute({
  getParentRoute: () => root,
  path: '/flags/$key',
  validateSearch: texts('env', 'tab', 'entry', 'range', 'by', 'count'),
  component: lazyRouteComponent(() => import('@/features/flag/FlagPage'), 'FlagPage'),
});

const segments = createRoute({
  getParentRoute: () => root,
  path: '/segments',
  validateSearch: texts('env', 'q', 'create'),
  component: lazyRouteComponent(() => import('@/features/segments/SegmentsPage'), 'SegmentsPage'),
});

const segment = createRoute({
  getParentRoute: () => root,
  path: '/segments/$key',
  validateSearch: texts('env', 'tab'),
  component: lazyRouteComponent(() => import('@/features/segments/SegmentPage'), 'SegmentPage'),
});

const experiments = createRoute({
  getParentRoute: () => root,
  path: '/experiments',
  validateSearch: texts('env', 'status', 'q'),
  component: lazyRouteComponent(() => import('@/features/experiments/ExperimentsPage'), 'ExperimentsPage'),
});

const setUpExperiment = createRoute({
  getParentRoute: () => root,
  path: '/set-up-experiment',
  validateSearch: texts('env', 'step'),
  component: lazyRouteComponent(() => import('@/features/experiments/SetUpPage'), 'SetUpPage'),
});

const experiment = createRoute({
  getParentRoute: () => root,
  path: '/experiments/$key',
  validateSearch: texts('tab', 'step', 'run', 'as_of'),
  component: lazyRouteComponent(() => import('@/features/experiments/ExperimentPage'), 'ExperimentPage'),
});

const metrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics',
  validateSearch: texts('env', 'q', 'create'),
  component: lazyRouteComponent(() => import('@/features/metrics/MetricsPage'), 'MetricsPage'),
});

const metric = createRoute({
  getParentRoute: () => root,
  path: '/metrics/$key',
  validateSearch: texts('env', 'tab'),
  component: lazyRouteComponent(() => import('@/features/metrics/MetricPage'), 'MetricPage'),
});

const layers = createRoute({
  getParentRoute: () => root,
  path: '/layers',
  validateSearch: texts('env', 'q', 'create'),
  component: lazyRouteComponent(() => import('@/features/layers/LayersPage'), 'LayersPage'),
});

const layer = createRoute({
  getParentRoute: () => root,
  path: '/layers/$key',
  validateSearch: texts('env', 'tab'),
  component: lazyRouteComponent(() => import('@/features/layers/LayerPage'), 'LayerPage'),
});

const holdouts = createRoute({
  getParentRoute: () => root,
  path: '/holdouts',
  validateSearch: texts('env', 'q', 'create'),
  component: lazyRouteComponent(() => import('@/features/holdouts/HoldoutsPage'), 'HoldoutsPage'),
});

const holdout = createRoute({
  getParentRoute: () => root,
  path: '/holdouts/$key',
  validateSearch: texts('env', 'tab'),
  component: lazyRouteComponent(() => import('@/features/holdouts/HoldoutPage'), 'HoldoutPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: texts('actor', 'action', 'env', 'type', 'key', 'from', 'to'),
  component: lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage'),
});

const environments = createRoute({
  getParentRoute: () => root,
  path: '/environments',
  component: lazyRouteComponent(() => import('@/features/environments/EnvironmentsPage'), 'EnvironmentsPage'),
});

const sdkKeys = createRoute({
  getParentRoute: () => root,
  path: '/sdk-keys',
  validateSearch: texts('env'),
  component: lazyRouteComponent(() => import('@/features/sdk-keys/SdkKeysPage'), 'SdkKeysPage'),
});

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  component: lazyRouteComponent(() => import('@/features/users/UsersPage'), 'UsersPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
});

/** Behind the "#": /flags and the like are the API's own paths. Why: docs/adr/dashboard-behind-the-hash.md. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    start,
    flags,
    flag,
    segments,
    segment,
    experiments,
    setUpExperiment,
    experiment,
    metrics,
    metric,
    layers,
    layer,
    holdouts,
    holdout,
    audit,
    environments,
    sdkKeys,
    users,
    settings,
  ]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageFault,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
