/**
 * Messages on a page: a chunk of its own. What somebody asked for is told here when its flag is on
 * here, once: the server leases the message to one page, which asks again right before it paints and
 * says so only after a paint that could be seen.
 */
import { countUnread, openChangelog } from './changelog.ts';
import type { Core } from './core.ts';
import { isCardOpen, isTyping } from './card.ts';
import type { OpenFlags } from './flags.ts';
import { showMessage, type Message } from './message-card.ts';
import { createReports, type Reports } from './reports.ts';
import type { MessagesClient, MessagesOptions } from './types.ts';

/** The same question by the same person is not asked again within this time. */
const againMs = 10 * 60_000;

export function openMessages(
  core: Core,
  flags: OpenFlags,
  options: MessagesOptions,
): MessagesClient {
  const reports = createReports(core);
  const page = core.newId();
  let busy = false;
  let isClosed = false;

  const mayAsk = () =>
    !isClosed && !busy && !core.isSilent() && core.store?.get(`${core.prefix}stopped`) !== '1';

  async function check(): Promise<void> {
    if (!mayAsk() || isCardOpen() || !isQuiet()) return;
    busy = true;
    try {
      await alone(core, async () => {
        const message = await ask({ core, flags, reports, page });
        if (message !== undefined) await show(message);
      });
    } finally {
      busy = false;
    }
  }

  async function show(message: Message): Promise<void> {
    await quiet();
    const { token } = message;
    const turn = await core.post('/api/v1/messages/receipts', { token, step: 'showing' });
    if ((turn.body as { isMine?: boolean } | undefined)?.isMine !== true || isClosed) return;
    await showMessage(core, message, { reports, theme: options.theme });
  }

  const soon = () => void check().catch(() => {});
  const forget = flags.onChange(soon);
  // A message waits for a page that is looked at, and for a field that is left.
  const moments = ['visibilitychange', 'focusout'] as const;
  const later = () => setTimeout(soon, 300);
  for (const name of moments) document.addEventListener(name, later);
  void flags.ready.then(soon);
  void reports.send();

  return {
    check,
    unread: () => countUnread(core, flags),
    changelog: () => openChangelog(core, flags, options),
    close() {
      isClosed = true;
      forget();
      for (const name of moments) document.removeEventListener(name, later);
    },
  };
}

type Asking = {
  readonly core: Core;
  readonly flags: OpenFlags;
  readonly reports: Reports;
  /** Names this page. */
  readonly page: string;
};

/** What may be told here now; undefined where nothing is, or it was asked a moment ago. */
async function ask(asking: Asking, again = false): Promise<Message | undefined> {
  const { core, flags, reports, page } = asking;
  const { version, on } = flags.look();
  if (version === undefined || Object.keys(on).length === 0) return undefined;
  const question = JSON.stringify([core.distinctId(), version, on]);
  if (!again && wasAsked(core, question)) return undefined;
  // Who this is must be known there before: an id that was just identified is one person with it.
  await core.flush();
  await reports.send();
  const about = { flags: on, definitions: version, client: page };
  const answer = await core.post('/api/v1/messages', { ...core.claim(), ...about });
  const told = answer.body as { message: Message | null; isOutdated: boolean } | undefined;
  if (answer.status !== 200 || told === undefined) return undefined;
  if (told.isOutdated && !again) {
    await flags.refresh();
    return ask(asking, true);
  }
  if (told.message === null) noteAsked(core, question);
  return told.message ?? undefined;
}

/** One tab of the device at a time; where the browser has no locks the server's lease is enough. */
async function alone(core: Core, work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  await navigator.locks.request(`${core.prefix}messages`, { ifAvailable: true }, (lock) =>
    lock === null ? undefined : work(),
  );
}

const isQuiet = () => document.visibilityState === 'visible' && !isTyping(document.activeElement);

/** Resolves when the page is looked at and nobody is typing. */
async function quiet(): Promise<void> {
  while (!isQuiet()) await new Promise((done) => setTimeout(done, 250));
}

const nameOf = ({ prefix }: Core) => `${prefix}asked`;

function wasAsked(core: Core, question: string): boolean {
  const [at = '', before] = (core.store?.get(nameOf(core)) ?? '').split(/ (.*)/s);
  return before === question && Math.abs(Date.now() - Number(at)) < againMs;
}

function noteAsked(core: Core, question: string): void {
  try {
    core.store?.set(nameOf(core), `${Date.now()} ${question}`);
  } catch {
    // No room on the device: it is asked again.
  }
}
