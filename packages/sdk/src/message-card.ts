/** "You asked, we shipped": their sentence, that it is on for them, one action, one question. */
import type { Core } from './core.ts';
import { cardHeader, el, icon, openCard, type Card } from './card.ts';
import { messageCss } from './message-style.ts';
import type { Reports } from './reports.ts';

export type Message = {
  readonly token: string;
  readonly quote: {
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly at: string;
  } | null;
  readonly body: string;
  readonly action: { readonly label: string; readonly url: string } | null;
};
type Showing = { readonly reports: Reports; readonly theme: 'light' | 'dark' | undefined };

/** Resolves when the card was closed. Focus stays where it is. */
export function showMessage(core: Core, message: Message, { reports, theme }: Showing) {
  return new Promise<void>((closed) => {
    const card = openCard({ name: 'tandem-message', css: messageCss, theme, onClose: closed });
    const { token } = message;
    const note = (step: string, more: Record<string, unknown> = {}) =>
      core.capture(`$message_${step}`, {
        kind: 'you asked',
        message: token.split('.')[0],
        ...more,
      });
    card.root.append(buildCard(core, message, { card, reports, note }));
    swipeToClose(card);
    void seen(card.host).then(() => {
      note('shown');
      return reports.say('receipts', { token, step: 'shown' });
    });
  });
}

type Parts = {
  readonly card: Card;
  readonly reports: Reports;
  readonly note: (step: string, more?: Record<string, unknown>) => void;
};

function buildCard(core: Core, message: Message, parts: Parts): HTMLElement {
  const { card, note } = parts;
  const close = () => {
    note('dismissed');
    card.close();
  };
  const attributes = { class: 'card', role: 'dialog', 'aria-labelledby': 'title' };
  const element = el('section', attributes, cardHeader('You asked, we shipped', close));
  if (message.quote !== null) element.append(...quoteOf(message.quote));
  const name = firstName(core);
  const words = `It is on for you now${name === undefined ? '' : `, ${name}`}. ${message.body}`;
  element.append(el('p', { class: 'body' }, words.trim()));
  if (message.action !== null) element.append(actionOf(message.action, parts));
  element.append(buildQuestion(message, parts), buildFooter(core, message, parts));
  return element;
}

/** The text stays text: nothing in it is ever markup. */
function quoteOf({ text, start, end, at }: NonNullable<Message['quote']>): HTMLElement[] {
  const when = new Date(at);
  const isThisYear = when.getFullYear() === new Date().getFullYear();
  const month = when.toLocaleDateString('en', {
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
  const marked = el('mark', {}, text.slice(start, end));
  return [
    el('p', { class: 'when' }, `In ${month} you told us`),
    el('blockquote', {}, text.slice(0, start), marked, text.slice(end)),
  ];
}

function actionOf({ label, url }: NonNullable<Message['action']>, { note }: Parts): HTMLElement {
  const action = el('a', { class: 'cta', href: url }, label, icon('M5 12h14M13 18l6-6M13 6l6 6'));
  action.addEventListener('click', () => note('clicked'));
  return action;
}

const answers = [
  ['solved', 'Yes'],
  ['partly', 'Partly'],
  ['not_solved', 'No'],
] as const;

function buildQuestion({ token }: Message, { reports, note, card }: Parts): HTMLElement {
  const choices = el('div', { role: 'group', 'aria-label': 'Did it solve it?' });
  const ask = el('div', { class: 'ask' }, el('span', {}, 'Did it solve it?'), choices);
  for (const [answer, label] of answers) {
    const choice = el('button', { type: 'button', class: 'choice' }, label);
    choice.addEventListener('click', () => {
      note('answered', { answer });
      void reports.say('answers', { token, answer });
      const more = buildWords(answer, (words) => {
        void reports.say('answers', { token, answer, words });
        thank(ask, card);
      });
      if (answer === 'solved') thank(ask, card);
      else {
        ask.replaceChildren(more);
        more.querySelector('textarea')?.focus();
      }
    });
    choices.append(choice);
  }
  return ask;
}

function buildWords(answer: string, send: (words: string) => void): HTMLElement {
  const label = answer === 'partly' ? 'What is still missing?' : 'What went wrong?';
  const text = el('textarea', { rows: '2', maxlength: '5000' });
  const button = el('button', { class: 'cta' }, 'Send');
  const form = el('form', { class: 'more' }, el('label', {}, label, text), button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text.value.trim() === '') text.focus();
    else send(text.value.trim());
  });
  return form;
}

function thank(ask: HTMLElement, card: Card): void {
  ask.replaceChildren(
    el('span', { role: 'status' }, 'Thank you. The people who built it read this.'),
  );
  setTimeout(card.close, 4000);
}

function buildFooter(core: Core, { token }: Message, { reports, note, card }: Parts) {
  const stop = el('button', { type: 'button', class: 'link' }, 'Stop these');
  const why = el('span', {}, 'You get this once, because you asked.');
  const footer = el('footer', {}, why, stop);
  stop.addEventListener('click', () => {
    note('stopped');
    try {
      core.store?.set(`${core.prefix}stopped`, '1');
    } catch {
      // No room on the device: the server remembers it.
    }
    void reports.say('stops', { token });
    footer.replaceChildren(el('span', { role: 'status' }, 'You get no more of these.'));
    setTimeout(card.close, 2500);
  });
  return footer;
}

/** As told on this device; nothing of it comes from the server. */
function firstName(core: Core): string | undefined {
  const { firstName: first, name } = core.attributes() as { firstName?: unknown; name?: unknown };
  const known = [first, name].find((one) => typeof one === 'string' && one.trim() !== '');
  return (known as string | undefined)?.trim().split(/\s+/)[0];
}

/** After a paint that could be seen: two frames of a visible page. */
async function seen(host: HTMLElement): Promise<void> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isSeen = () => host.isConnected && document.visibilityState === 'visible';
  do {
    await frame();
    await frame();
    if (!host.isConnected) return new Promise(() => {});
  } while (!isSeen());
}

function swipeToClose({ root, close }: Card): void {
  let from: number | undefined;
  root.addEventListener('touchstart', (event) => {
    from = (event as TouchEvent).touches[0]?.clientY;
  });
  root.addEventListener('touchend', (event) => {
    const to = (event as TouchEvent).changedTouches[0]?.clientY;
    if (from !== undefined && to !== undefined && to - from > 80) close();
  });
}
