/** The SDK without a browser: every call of the page becomes queued events. */
import { createDelivery, type Delivery } from './delivery.ts';
import type { Answer, Effects, Store } from './effects.ts';
import { createIdentity, type Identity } from './person.ts';
import { createQueue } from './queue.ts';
import type { Properties, SdkEvent, SdkSignal, Tandem, TandemOptions } from './types.ts';
import { uuidMaker } from './uuid.ts';

/** What the browser side needs beyond what pages see. */
export type Core = Omit<Tandem, 'feedback' | 'pageView' | 'flags' | 'messages'> & {
  readonly key: string;
  /** Without a slash at the end. */
  readonly host: string;
  readonly store: Store | undefined;
  /** Of every name in the store. */
  readonly prefix: string;
  /** What flags are decided by: ids, accounts and the traits told on this device. */
  readonly attributes: () => Properties;
  /** Calls back when any of them changed; returns how to stop that. */
  readonly onPerson: (listener: () => void) => () => void;
  readonly delivery: Delivery;
  readonly newId: () => string;
  readonly accounts: () => Record<string, string>;
  readonly identified: () => boolean;
  /** Nothing may be said of this person: they opted out, or the browser asks for privacy. */
  readonly isSilent: () => boolean;
  /** Who asks, with what may prove it: the secret of this device, the signature of the id. */
  readonly claim: () => Claim;
  /** Sends it with the project's key; never rejects. */
  readonly post: (path: string, body: Properties) => Promise<Answer>;
  /** Rejects with a sentence for the person when the words did not arrive. */
  readonly sendSignal: (signal: SdkSignal) => Promise<void>;
};

type Claim = {
  readonly distinctId: string;
  readonly deviceId: string;
  readonly proof?: string;
};
type Change = Partial<
  Pick<SdkEvent, 'set' | 'setOnce' | 'unset' | 'anonymousId' | 'alias' | 'group'>
>;

/** @param effects everything of the world: clock, chance, storage, network */
export function createCore(options: TandemOptions, effects: Effects): Core {
  const store = options.cookieless ? undefined : effects.store;
  const host = options.host.replace(/\/+$/, '');
  const prefix = `tandem:${options.key}:`;
  const newId = uuidMaker(effects);
  const { identity, ...told } = watched(createIdentity({ store, prefix, now: effects.now, newId }));
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
    key: options.key,
    host,
    store,
    prefix,
    ...told,
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
    isSilent: silent,
    ...twoWay(identity, (path, body) =>
      effects.send(host + path, JSON.stringify({ key: options.key, ...body })),
    ),
  };
}

/** What is asked and said besides events, with an answer that counts. */
function twoWay(
  identity: Identity,
  post: Core['post'],
): Pick<Core, 'claim' | 'post' | 'sendSignal'> {
  return {
    post,
    claim() {
      const { anonymousId: deviceId, userId, proof } = identity.person();
      return { distinctId: userId ?? deviceId, deviceId, ...(proof && { proof }) };
    },
    async sendSignal(signal) {
      const { anonymousId: deviceId } = identity.person();
      const answer = await post('/api/v1/signals', { signals: [{ ...signal, deviceId }] });
      const refused = (answer.body as { refused?: number } | undefined)?.refused ?? 0;
      if (answer.status < 200 || answer.status > 299 || refused > 0) throw new Error('not sent');
    },
  };
}

/** The identity, telling of every change, and what flags are decided by. */
function watched(identity: Identity): Told & { readonly identity: Identity } {
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  return {
    identity: {
      ...identity,
      save(person) {
        identity.save(person);
        tell();
      },
      reset() {
        identity.reset();
        tell();
      },
    },
    attributes() {
      const { anonymousId, userId, groups, traits } = identity.person();
      return { ...traits, ...groups, id: userId ?? anonymousId, deviceId: anonymousId };
    },
    onPerson(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
type Told = Pick<Core, 'attributes' | 'onPerson'>;

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
  const learn = (traits: Properties | undefined) => {
    const person = identity.person();
    if (traits) identity.save({ ...person, traits: { ...person.traits, ...traits } });
  };
  return {
    capture: (event, properties) => put(event, properties),
    identify(userId, traits, { proof } = {}) {
      const { proof: _before, ...before } = identity.person();
      identity.save({ ...before, userId, ...(proof && { proof }) });
      learn(traits);
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
    setTraits(set) {
      learn(set);
      put('$set', {}, { set });
    },
    setTraitsOnce(setOnce) {
      learn({ ...setOnce, ...identity.person().traits });
      put('$set', {}, { setOnce });
    },
    unsetTraits(names) {
      learn(Object.fromEntries(names.map((name) => [name, undefined])));
      put('$set', {}, { unset: [...names] });
    },
    reset: () => identity.reset(),
  };
}
