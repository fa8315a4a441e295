import { getToday } from '@tandem/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerTo } from '../api.ts';
import { useProject } from './session.ts';
import type { StationId } from './stations.ts';

/** The page that was asked for comes first. */
const calmMs = 1_500;
const staleMs = 300_000;

/** What Today knows, for the navigation of every page: asked for once the page itself stands. */
export function useAround() {
  const project = useProject();
  const [isCalm, setCalm] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(true), calmMs);
    return () => clearTimeout(timer);
  }, []);
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
    open: data?.actions.filter(({ done }) => !done).length ?? 0,
  };
}
