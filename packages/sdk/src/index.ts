import { startInBrowser } from './browser.ts';
import type { Tandem, TandemOptions } from './types.ts';

export type {
  FeedbackOptions,
  FlagsClient,
  Json,
  MessagesClient,
  MessagesOptions,
  Properties,
  SdkEvent,
  SdkSignal,
  Tandem,
  TandemOptions,
} from './types.ts';

/** Starts Tandem on this page. The feedback form, flags and messages are chunks, loaded when asked for. */
export function createTandem(options: TandemOptions): Tandem {
  return startInBrowser(options, {
    feedback: () => import('./feedback.ts'),
    flags: () => import('./flags.ts'),
    messages: () => import('./messages.ts'),
  });
}
