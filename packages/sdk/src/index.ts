import { startInBrowser } from './browser.ts';
import type { Tandem, TandemOptions } from './types.ts';

export type {
  FeedbackOptions,
  FlagsClient,
  Json,
  Properties,
  SdkEvent,
  SdkSignal,
  Tandem,
  TandemOptions,
} from './types.ts';

/** Starts Tandem on this page. The feedback form and flags are chunks, loaded when first asked for. */
export function createTandem(options: TandemOptions): Tandem {
  return startInBrowser(options, {
    feedback: () => import('./feedback.ts'),
    flags: () => import('./flags.ts'),
  });
}
