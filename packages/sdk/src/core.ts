/** The SDK without a browser: every call of the page becomes queued events. */
import { createDelivery, type Delivery } from './delivery.ts';
import type { Effects } from './effects.ts';
import { createIdentity, type Identity } from './person.ts';
import { createQueue } from './queue.ts';
import type { Properties, SdkEvent, SdkSignal, Tandem, TandemOptions } from './types.ts';
import { uuidMaker } from './uuid.ts';

/** What the browser side needs beyond what pages see. */
export type Core = Omit<Tandem, 'feedback' | 'pageView'> & {
  readonly delivery: Delivery;
  readonly newId: () => string;
  readonly accounts: () => Record<string, string>;
  readonly identified: () => boolean;
  /** Rejects with a sentence for the person when the words did not arrive. */
  readonly sendSignal: (signal: SdkSignal) => Promise<void>;
};

type Change = Partial<
  Pick<SdkEvent, 'set' | 'setOnce' | 'unset' | 'anonymousId' | 'alias' | 'group'>
>;

export function createCore(options: TandemOptions, effects: Effects): Core {
  const store = options.cookieless ? undefined : effects.store;
  const host = options.host.replace(/\/+$/, '');
  const prefix = `tandem:${options.key}:`;
  const newId = uuidMaker(effects);
  const identity = createIdentity({ store, prefix, now: effects.now, newId });
  const queue = createQueue(store, `${prefix}q:`, options.queueLimit ?? 1000);
  const delivery = createDelivery({
    url: `${host}/api/v1/events`,
    key: options.key,
    consent: options.consent,
    queue,
    effects,
  });

  const silent = () =>
    identity.optedOut() || (options.privacySignals !== 'ignore' && effects.asksForPrivacy());
  const distinctId = () => identity.person().userId ?? identity.person().anonymousId;

  const put = (event: string, properties: Properties = {}, change: Change = {}) => {
    if (silent()) return;
    const { groups } = identity.person();
    queue.add({
      id: newId(),
      event,
      distinctId: distinctId(),
      timestamp: new Date(effects.now()).toISOString(),
      sessionId: identity.session(),
      properties: { ...effects.context(), ...properties },
      ...(groups && { groups }),
      ...change,
    });
    delivery.soon(options.flushAfter ?? 2000);
  };

  delivery.soon(0);
  return {
    delivery,
    newId,
    distinctId,
    accounts: () => identity.person().groups ?? {},
    identified: () => identity.person().userId !== undefined,
    ...personCalls(identity, put),
    optOut() {
      identity.optOut(true);
      queue.clear();
    },
    optIn: () => identity.optOut(false),
    isOptedOut: () => identity.optedOut(),
    flush: () => delivery.flush(),
    sendSignal: (signal) => sendSignal(options.key, `${host}/api/v1/signals`, signal, effects),
  };
}

type PersonCall =
  | 'capture'
  | 'identify'
  | 'alias'
  | 'group'
  | 'setTraits'
  | 'setTraitsOnce'
  | 'unsetTraits'
  | 'reset';
type Put = (event: string, properties?: Properties, change?: Change) => void;

function personCalls(identity: Identity, put: Put): Pick<Core, PersonCall> {
  return {
    capture: (event, properties) => put(event, properties),
    identify(userId, traits) {
      const before = identity.person();
      identity.save({ ...before, userId });
      // Two known people stay two: only an anonymous past is handed over.
      const past = before.userId === undefined ? { anonymousId: before.anonymousId } : {};
      put('$identify', {}, { ...past, ...(traits && { set: traits }) });
    },
    alias: (alias) => put('$create_alias', {}, { alias }),
    group(type, key, traits) {
      const person = identity.person();
      identity.save({ ...person, groups: { ...person.groups, [type]: key } });
      put('$groupidentify', {}, { group: { type, key, ...(traits && { set: traits }) } });
    },
    setTraits: (set) => put('$set', {}, { set }),
    setTraitsOnce: (setOnce) => put('$set', {}, { setOnce }),
    unsetTraits: (names) => put('$set', {}, { unset: [...names] }),
    reset: () => identity.reset(),
  };
}

async function sendSignal(key: string, url: string, signal: SdkSignal, effects: Effects) {
  const answer = await effects.send(url, JSON.stringify({ key, signals: [signal] }));
  const refused = (answer.body as { refused?: number } | undefined)?.refused ?? 0;
  if (answer.status < 200 || answer.status > 299 || refused > 0) throw new Error('not sent');
}
