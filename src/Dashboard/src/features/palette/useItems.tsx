import { useMantineColorScheme } from '@mantine/core';
import {
  IconArrowRight,
  IconFlag,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconPlus,
  IconRuler2,
  IconStack2,
  IconSun,
  IconUserOff,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type UseQueryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useEnvironments } from '@/api/environments';
import type { EnvironmentResponse, FlagOverviewResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { holdoutsQuery } from '@/api/holdouts';
import { layersQuery } from '@/api/layers';
import { metricsQuery } from '@/api/metrics';
import { overviewQuery } from '@/api/overview';
import { segmentsQuery } from '@/api/segments';
import { signOut } from '@/components/signOut';
import { pages } from '@/lib/pages';

export interface Item {
  id: string;
  label: string;
  /** What else it is found by. */
  key?: string;
  /** What it is, and where. */
  where: string;
  icon: ReactNode;
  run: () => void;
}

type Keyed = Pick<MetricDefinitionResponse, 'id' | 'key' | 'name'>;

const size = 18;

/** Such as "on in Development, Staging". */
function whereOn(flag: FlagOverviewResponse, environments: EnvironmentResponse[]): string {
  if (flag.is_archived) {
    return 'archived';
  }

  const on = flag.environments.filter((here) => here.is_enabled && !here.is_archived).map((here) => here.environment_key);
  const names = environments.filter((environment) => on.includes(environment.key)).map((environment) => environment.name);
  return names.length === 0 ? 'off' : `on in ${names.join(', ')}`;
}

function useFlagItems(): { items: Item[]; isPending: boolean } {
  const navigate = useNavigate();
  const environments = useEnvironments();
  const active = useQuery(overviewQuery());
  const archived = useQuery(overviewQuery(true));
  const items = useMemo(
    () =>
      [...(active.data ?? []), ...(archived.data ?? [])].map((flag) => ({
        id: `flag ${flag.key}`,
        label: flag.name,
        key: flag.key,
        where: `Flag, ${whereOn(flag, environments)}`,
        icon: <IconFlag size={size} />,
        run: () => void navigate({ to: '/flags/$key', params: { key: flag.key } }),
      })),
    [active.data, archived.data, environments, navigate],
  );
  return { items, isPending: active.isPending };
}

function useSegmentItems(): Item[] {
  const navigate = useNavigate();
  const environments = useEnvironments();
  const lists = useQueries({ queries: environments.map((environment) => segmentsQuery(environment.key)) });
  return lists.flatMap(({ data = [] }, index) =>
    data.map((segment) => ({
      id: `segment ${segment.id}`,
      label: segment.name,
      key: segment.key,
      where: `Segment in ${environments[index]?.name ?? segment.environment_key}`,
      icon: <IconUsersGroup size={size} />,
      run: () => void navigate({ to: '/segments/$key', params: { key: segment.key }, search: { env: segment.environment_key } }),
    })),
  );
}

/** Metrics, layers and holdouts of all environments. */
function useKeyedItems(): Item[] {
  const navigate = useNavigate();
  const environments = useEnvironments();
  const lists = [
    { to: '/metrics/$key', what: 'Metric', icon: <IconRuler2 size={size} />, query: metricsQuery },
    { to: '/layers/$key', what: 'Layer', icon: <IconStack2 size={size} />, query: layersQuery },
    { to: '/holdouts/$key', what: 'Holdout', icon: <IconUserOff size={size} />, query: holdoutsQuery },
  ] as const;
  const asked = lists.flatMap((list) => environments.map((environment) => ({ ...list, environment })));
  const answers = useQueries({
    queries: asked.map(({ query, environment }) => query(environment.key) as UseQueryOptions<Keyed[]>),
  });
  return answers.flatMap(({ data = [] }, index) => {
    const list = asked[index];
    return list === undefined
      ? []
      : data.map(({ id, key, name }) => ({
          id: `${list.what} ${id}`,
          label: name,
          key,
          where: `${list.what} in ${list.environment.name}`,
          icon: list.icon,
          run: () => void navigate({ to: list.to, params: { key }, search: { env: list.environment.key } }),
        }));
  });
}

function useActionItems(onShortcuts: () => void): Item[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const action = (label: string, icon: ReactNode, run: () => void): Item => ({ id: label, label, where: 'Action', icon, run });
  return [
    action('Create a flag', <IconPlus size={size} />, () => void navigate({ to: '/flags', search: { create: '1' } })),
    action('Set up an experiment', <IconPlus size={size} />, () => void navigate({ to: '/set-up-experiment' })),
    action('Create a segment', <IconPlus size={size} />, () => void navigate({ to: '/segments', search: { create: '1' } })),
    action('Create a metric', <IconPlus size={size} />, () => void navigate({ to: '/metrics', search: { create: '1' } })),
    ...pages.map(({ to, label }) => ({
      id: to,
      label,
      where: 'Page',
      icon: <IconArrowRight size={size} />,
      run: () => void navigate({ to }),
    })),
    action('Use the light theme', <IconSun size={size} />, () => setColorScheme('light')),
    action('Use the dark theme', <IconMoon size={size} />, () => setColorScheme('dark')),
    action('Show keyboard shortcuts', <IconKeyboard size={size} />, onShortcuts),
    action('Sign out', <IconLogout size={size} />, () => void signOut()),
  ];
}

/** Everything that can be found; all is asked for when the palette opens. */
export function useItems(onShortcuts: () => void): { items: Item[]; isPending: boolean } {
  const actions = useActionItems(onShortcuts);
  const flags = useFlagItems();
  const segments = useSegmentItems();
  const keyed = useKeyedItems();
  return { items: [...actions, ...flags.items, ...segments, ...keyed], isPending: flags.isPending };
}
