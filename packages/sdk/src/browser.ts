/** The real effects, and what a browser page does by itself: page views, leaving, coming online. */
import { createCore, type Core } from './core.ts';
import type { Effects, Store } from './effects.ts';
import type { OpenFlags } from './flags.ts';
import type {
  FeedbackOptions,
  MessagesClient,
  MessagesOptions,
  Tandem,
  TandemOptions,
} from './types.ts';

/** Brings the code of a part; where from depends on how the SDK itself was loaded. */
export type Load = {
  readonly feedback: () => Promise<{
    readonly openFeedback: (core: Core, options: FeedbackOptions) => void;
  }>;
  readonly flags: () => Promise<{ readonly openFlags: (core: Core) => OpenFlags }>;
  readonly messages: () => Promise<{
    readonly openMessages: (
      core: Core,
      flags: OpenFlags,
      options: MessagesOptions,
    ) => MessagesClient;
  }>;
};

export function startInBrowser(
  options: TandemOptions,
  load: Load,
  effects: Effects = browserEffects(),
): Tandem {
  const core = createCore(options, effects);
  let flags: Promise<OpenFlags> | undefined;
  let messages: Promise<MessagesClient> | undefined;
  const openFlags = () => {
    flags ??= load.flags().then((part) => part.openFlags(core));
    // Code that did not arrive is asked for again.
    flags.catch(() => (flags = undefined));
    return flags;
  };
  const pageView: Tandem['pageView'] = (properties) => core.capture('$pageview', properties);
  const left = watchPages(core, pageView, options.pageViews !== false);
  addEventListener('pagehide', () => {
    left();
    core.delivery.leave();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') core.delivery.leave();
    else core.delivery.soon(0);
  });
  addEventListener('online', () => core.delivery.online());
  return {
    ...core,
    pageView,
    flags: openFlags,
    messages(told = {}) {
      messages ??= Promise.all([load.messages(), openFlags()]).then(([part, known]) =>
        part.openMessages(core, known, told),
      );
      messages.catch(() => (messages = undefined));
      return messages;
    },
    feedback: async (feedback = {}) => (await load.feedback()).openFeedback(core, feedback),
  };
}

/** Returns what to call when the document goes. */
function watchPages(core: Core, pageView: Tandem['pageView'], on: boolean): () => void {
  let url = '';
  let since = 0;
  const leave = () => {
    if (url) core.capture('$pageleave', { $current_url: url, $duration_ms: Date.now() - since });
    url = '';
  };
  const look = () => {
    if (location.href === url) return;
    const from = url;
    leave();
    url = location.href;
    since = Date.now();
    pageView(from ? { $referrer: from } : {});
  };
  if (!on) return () => {};
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history);
    history[name] = (...change: Parameters<History['pushState']>) => {
      original(...change);
      // After the app's own turn, so that the title is the new page's.
      setTimeout(look);
    };
  }
  addEventListener('popstate', () => setTimeout(look));
  addEventListener('pageshow', (event) => event.persisted && look());
  look();
  return leave;
}

function browserEffects(): Effects {
  return {
    now: Date.now,
    random: Math.random,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    store: browserStore(),
    // Plain text spares the preflight, which would cost a round trip and could not outlive the page.
    send: (url, body) =>
      fetch(url, {
        method: 'POST',
        body,
        credentials: 'omit',
        headers: { 'content-type': 'text/plain' },
        signal: AbortSignal.timeout(30_000),
      }).then(
        async (answer) => ({
          status: answer.status,
          retryAfter: answer.headers.get('retry-after') ?? undefined,
          body: await answer.json().catch(() => undefined),
        }),
        () => ({ status: 0 }),
      ),
    beacon: (url, body) => navigator.sendBeacon?.(url, body) ?? false,
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    asksForPrivacy: () =>
      navigator.doNotTrack === '1' ||
      (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
    context: () => ({
      $current_url: location.href,
      $host: location.host,
      $pathname: location.pathname,
      $referrer: document.referrer,
      $title: document.title,
      $language: navigator.language,
      $viewport_width: innerWidth,
      $viewport_height: innerHeight,
      $lib: 'tandem',
    }),
  };
}

/** Undefined where the page may not store: blocked cookies, sandboxed frames. */
function browserStore(): Store | undefined {
  try {
    const storage = localStorage;
    return {
      get: (name) => storage.getItem(name) ?? undefined,
      set: (name, value) => storage.setItem(name, value),
      remove: (name) => storage.removeItem(name),
      names: () => Object.keys(storage),
    };
  } catch {
    return undefined;
  }
}
