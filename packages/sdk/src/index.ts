import { startInBrowser } from './browser.ts';
import type { Tandem, TandemOptions } from './types.ts';

export type {
  FeedbackOptions,
  Properties,
  SdkEvent,
  SdkSignal,
  Tandem,
  TandemOptions,
} from './types.ts';

/** Starts Tandem on this page. The feedback form is a chunk of its own, loaded when opened. */
export function createTandem(options: TandemOptions): Tandem {
  return startInBrowser(options, () => import('./feedback.ts'));
}
