import { getToday } from '@tandem/contract';
import { useIsFetching, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerTo } from '../api.ts';
import { hasBegun } from '../today/rules.ts';
import { useProject } from './session.ts';
import type { StationId } from './stations.ts';

/** The page that was asked for comes first: this long must nothing of it load. */
const calmMs = 200;
const staleMs = 300_000;

/** What Today knows, for the navigation of every page: asked for once the page itself stands. */
export function useAround() {
  const project = useProject();
  const [isCalm, setCalm] = useState(false);
  const loading = useIsFetching();
  useEffect(() => {
    if (isCalm || loading > 0) return undefined;
    const timer = setTimeout(() => setCalm(true), calmMs);
    return () => clearTimeout(timer);
  }, [isCalm, loading]);
  const { data } = useQuery({
    ...answerTo(getToday, { params: { project: project.id } }),
    enabled: isCalm,
    staleTime: staleMs,
  });
  const isStuck = (station: StationId) =>
    data?.stations.some((one) => one.station === station && one.stuckTotal > 0) === true;
  return {
    isStuck,
    fresh: data?.newSignalsTotal ?? 0,
    // Before anything happened Today shows the first steps, and no list.
    open:
      data !== undefined && hasBegun(data) ? data.actions.filter(({ done }) => !done).length : 0,
  };
}
