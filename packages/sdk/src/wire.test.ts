import type { EventInput, SignalInput } from '@tandem/contract';
import { expectTypeOf, test } from 'vitest';
import type { SdkEvent, SdkSignal } from './types.ts';

test('what the SDK sends is what the contract takes', () => {
  expectTypeOf<SdkEvent>().toExtend<EventInput>();
  expectTypeOf<SdkSignal>().toExtend<SignalInput>();
});
