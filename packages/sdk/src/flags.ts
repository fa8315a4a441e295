/**
 * Flags on a page: a chunk of its own, loaded when a page first asks. Definitions are kept on the
 * device and evaluated here, so that a value is there at once and no server learns of the question;
 * a stream says when they changed, while the page is looked at.
 */
import {
  compileFlags,
  evaluate,
  type Evaluation,
  type Flags,
  type FlagsDefinition,
  type Json,
} from '@tandem/flags';
import type { Core } from './core.ts';
import type { FlagsClient } from './types.ts';

type Definitions = FlagsDefinition & { readonly version: number };
/** Where no stream can be held: how often to ask. */
const askEveryMs = 60_000;
/** A page waits no longer for the first definitions; it goes on with its fallbacks. */
const patienceMs = 3_000;

/** What other parts of the SDK need besides; looking at flags is not reported. */
export type OpenFlags = FlagsClient & {
  /** Flags that are on here with their values, by the version of the definitions that says so. */
  readonly look: () => {
    readonly version: number | undefined;
    readonly on: Readonly<Record<string, Json>>;
  };
  /** Asks for the newest definitions. */
  readonly refresh: () => Promise<void>;
};

export function openFlags(core: Core): OpenFlags {
  const listeners = new Set<() => void>();
  const report = reporter(core);
  const address = (path: string) => `${core.host}/api/v1/flags${path}?key=${core.key}`;
  let known = kept(core);
  let flags: Flags | undefined = known && compileFlags(known);

  function take(fresh: Definitions): void {
    if (known?.version === fresh.version) return;
    known = fresh;
    flags = compileFlags(fresh);
    keep(core, fresh);
    tell();
  }
  const tell = () => listeners.forEach((listener) => listener());
  const ask = async () => {
    // `no-cache`: asked with the tag of what the browser holds, so that no change costs no text.
    const answer = await fetch(address(''), { cache: 'no-cache', credentials: 'omit' });
    if (answer.ok) take((await answer.json()) as Definitions);
  };
  const askQuietly = () => ask().catch(() => {});

  function see(key: string): Evaluation | undefined {
    if (flags === undefined) return undefined;
    const result = evaluate(flags, key, {
      attributes: { ...core.attributes(), url: location.href },
    });
    if (result.source === 'unknownFeature') return undefined;
    report(key, result);
    return result;
  }

  const stop = listen(address('/stream'), askQuietly, (version) => {
    if (version !== known?.version) void askQuietly();
  });
  const forget = core.onPerson(tell);
  const ready = known ? Promise.resolve() : Promise.race([askQuietly(), pause(patienceMs)]);
  if (known) void askQuietly();
  return {
    ready,
    value: <T extends Json>(key: string, fallback: T) =>
      (see(key)?.value as T | null | undefined) ?? fallback,
    isOn: (key) => see(key)?.on ?? false,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    look: () => ({ version: known?.version, on: flags === undefined ? {} : onHere(core, flags) }),
    refresh: askQuietly,
    close() {
      stop();
      forget();
      listeners.clear();
    },
  };
}

/** Once per page for each person, flag and value: it is the first that counts. */
function reporter(core: Core): (key: string, result: Evaluation) => void {
  const reported = new Set<string>();
  return (key, { value, rule, exposures }) => {
    const once = JSON.stringify([core.distinctId(), key, value]);
    if (reported.has(once)) return;
    reported.add(once);
    const seen = { flag: key, value, ...(rule?.ring && { ring: rule.ring }) };
    if (exposures.length === 0) core.capture('$exposure', seen);
    for (const { experiment, key: variation } of exposures) {
      core.capture('$exposure', { ...seen, experiment, variation });
    }
  };
}

function onHere(core: Core, flags: Flags): Readonly<Record<string, Json>> {
  const attributes = { ...core.attributes(), url: location.href };
  const all = [...flags.keys()].map((key) => [key, evaluate(flags, key, { attributes })] as const);
  return Object.fromEntries(all.flatMap(([key, { on, value }]) => (on ? [[key, value]] : [])));
}

/** A stream while the page is in sight: browsers allow a server only a few connections at once. */
function listen(url: string, ask: () => void, onVersion: (version: number) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  const close = () => {
    source?.close();
    source = undefined;
    clearInterval(timer);
  };
  const open = () => {
    close();
    if (document.visibilityState === 'hidden') return;
    source = new EventSource(url);
    source.addEventListener('flags', (event: MessageEvent<string>) =>
      onVersion((JSON.parse(event.data) as Definitions).version),
    );
    // A broken connection mends itself; a refused one is closed for good.
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      timer = setInterval(ask, askEveryMs);
    });
  };
  document.addEventListener('visibilitychange', open);
  open();
  return () => {
    document.removeEventListener('visibilitychange', open);
    close();
  };
}

const nameOf = ({ prefix }: Core) => `${prefix}flags`;

function kept(core: Core): Definitions | undefined {
  try {
    const value = JSON.parse(core.store?.get(nameOf(core)) ?? 'null') as Definitions | null;
    return typeof value?.version === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

function keep(core: Core, definitions: Definitions): void {
  try {
    core.store?.set(nameOf(core), JSON.stringify(definitions));
  } catch {
    // No room on the device: the next page asks again.
  }
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
