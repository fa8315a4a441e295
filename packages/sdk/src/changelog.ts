/** The changelog on a page: what is for everybody, and what is on here. */
import type { Core } from './core.ts';
import { cardHeader, el, openCard } from './card.ts';
import type { OpenFlags } from './flags.ts';
import { messageCss } from './message-style.ts';
import type { MessagesOptions } from './types.ts';

type Entry = {
  readonly id: string;
  readonly kind: 'new' | 'improved' | 'fixed' | 'coming_soon';
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
};
const kinds = { new: 'New', improved: 'Improved', fixed: 'Fixed', coming_soon: 'Coming soon' };
const reactions = ['Love it', 'Not for me'] as const;

/** Opens the card; rejects where the server could not be asked. */
export async function openChangelog(core: Core, flags: OpenFlags, options: MessagesOptions) {
  await flags.ready;
  const entries = await read(core, flags);
  const { root, close } = openCard({
    name: 'tandem-changelog',
    css: messageCss,
    theme: options.theme,
  });
  const attributes = { class: 'card', role: 'dialog', 'aria-labelledby': 'title', tabindex: '-1' };
  const card = el('section', attributes, cardHeader('What is new', close));
  if (entries.length === 0) card.append(el('p', { class: 'body' }, 'Nothing yet.'));
  card.append(...entries.map((entry) => buildEntry(core, entry)));
  root.append(card);
  // Somebody opened it by a press: the keyboard goes on from here.
  card.focus();
  requestAnimationFrame(() => noteSeen(core, entries));
}

async function read(core: Core, flags: OpenFlags, again = false): Promise<readonly Entry[]> {
  const { version = 0, on } = flags.look();
  const answer = await core.post('/api/v1/changelog', {
    ...core.claim(),
    flags: on,
    definitions: version,
  });
  const told = answer.body as { entries: Entry[]; isOutdated: boolean } | undefined;
  if (answer.status !== 200 || told === undefined) throw new Error('the changelog is out of reach');
  if (!told.isOutdated || again) return told.entries;
  await flags.refresh();
  return read(core, flags, true);
}

function buildEntry(core: Core, { id, kind, title, text, publishedAt }: Entry): HTMLElement {
  const day = new Date(publishedAt).toLocaleDateString('en', { day: 'numeric', month: 'long' });
  const react = el('div', { class: 'react', role: 'group', 'aria-label': `Your word on ${title}` });
  for (const words of [...reactions, undefined]) {
    const label = words ?? 'Reply';
    const choice = el('button', { type: 'button', class: 'choice' }, label);
    choice.addEventListener('click', () => {
      if (words === undefined) openReply(core, id, react);
      else
        void say(core, id, words).then(
          () => thank(react),
          () => tryAgain(react),
        );
    });
    react.append(choice);
  }
  const tag = el('p', { class: 'tag' }, el('b', {}, kinds[kind]), day);
  return el('article', {}, tag, el('h3', {}, title), el('p', { class: 'body' }, text), react);
}

function openReply(core: Core, id: string, react: HTMLElement): void {
  const text = el('textarea', { rows: '2', maxlength: '5000', 'aria-label': 'Your reply' });
  const form = el('form', { class: 'more' }, text, el('button', { class: 'cta' }, 'Send'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (words === '') text.focus();
    else
      void say(core, id, words).then(
        () => thank(react),
        () => tryAgain(form),
      );
  });
  react.replaceChildren(form);
  text.focus();
}

/** A reaction or a reply is something said: it arrives where all words do. */
const say = (core: Core, entry: string, text: string) =>
  core.sendSignal({
    source: 'changelog',
    sourceId: core.newId(),
    text,
    distinctId: core.distinctId(),
    time: new Date().toISOString(),
    mayQuote: false,
    mayContact: false,
    properties: { entry },
  });

const thank = (react: HTMLElement) =>
  react.replaceChildren(el('span', { role: 'status' }, 'Thank you, this arrived.'));

function tryAgain(place: HTMLElement): void {
  place.querySelector('.error')?.remove();
  place.append(
    el('p', { class: 'error', role: 'alert' }, 'This did not reach us. Please try again.'),
  );
}

export async function countUnread(core: Core, flags: OpenFlags): Promise<number> {
  await flags.ready;
  return unseen(core, await read(core, flags)).length;
}

const seenName = ({ prefix }: Core) => `${prefix}seen`;

function unseen(core: Core, entries: readonly Entry[]): readonly Entry[] {
  const before = new Set((core.store?.get(seenName(core)) ?? '').split(' '));
  return entries.filter(({ id }) => !before.has(id));
}

/** Once per device and entry. */
function noteSeen(core: Core, entries: readonly Entry[]): void {
  for (const { id } of unseen(core, entries)) {
    core.capture('$message_shown', { kind: 'entry', entry: id });
  }
  try {
    core.store?.set(seenName(core), entries.map(({ id }) => id).join(' '));
  } catch {
    // No room on the device: they count as new again.
  }
}
