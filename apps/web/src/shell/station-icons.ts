import {
  IconChartBar,
  IconEar,
  IconFlask,
  IconRocket,
  IconSitemap,
  IconSpeakerphone,
} from '@tabler/icons-react';
import type { StationId } from './stations.ts';

/** One picture for each station, the same on the board and in the bar of phones. */
export const stationIcons: Readonly<Record<StationId, typeof IconEar>> = {
  listen: IconEar,
  understand: IconChartBar,
  decide: IconSitemap,
  launch: IconRocket,
  learn: IconFlask,
  tell: IconSpeakerphone,
};
