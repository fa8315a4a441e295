/** The feedback form: a chunk of its own, in a shadow root, one at a time. */
import { cardHeader, el, icon, isTyping, openCard } from './card.ts';
import type { Core } from './core.ts';
import { feedbackCss } from './feedback-style.ts';
import type { FeedbackOptions, SdkSignal } from './types.ts';

/** Opens the form; an open card is closed first. Focus goes to its text unless the person is typing. */
export function openFeedback(core: Core, { theme, ...options }: FeedbackOptions): void {
  const before = document.activeElement;
  const { root, close } = openCard({ name: 'tandem-feedback', css: feedbackCss, theme });
  const form = buildForm(core, options, close);
  root.append(form);
  if (!isTyping(before)) form.querySelector('textarea')?.focus();
}

function buildForm(core: Core, options: FeedbackOptions, close: () => void): HTMLElement {
  const fields = buildFields(options);
  const { text, rating, page, quote, contact, error, send, travels } = fields;
  const tell = () => (travels.textContent = travelling(core, page.kept()));
  page.element?.addEventListener('click', () => {
    page.remove();
    tell();
    text.focus();
  });
  tell();

  const form = el('form', { novalidate: '' }, text, rating.element);
  if (page.element) form.append(el('div', { class: 'row' }, page.element));
  form.append(quote.element, contact.element, error, send, travels);
  const card = el('div', { class: 'card', role: 'dialog', 'aria-labelledby': 'title' });
  card.append(cardHeader(options.title ?? 'Tell us', close), form);

  const sourceId = core.newId();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(core, fields, sourceId).then((sent) => {
      if (sent) thank(card, contact.input.checked, close);
    });
  });
  return card;
}

type Fields = ReturnType<typeof buildFields>;

function buildFields(options: FeedbackOptions) {
  const attributes = { maxlength: '50000', 'aria-label': 'Your words', rows: '3' };
  const text = el('textarea', attributes);
  text.placeholder = 'What would you like us to know?';
  return {
    text,
    rating: buildRating(),
    page: buildPage(options.page ?? document.title),
    quote: checkbox('You may quote me, without my name'),
    contact: checkbox('Tell me when something comes of it'),
    error: el('p', { class: 'error', role: 'alert' }),
    send: el('button', { class: 'cta' }, 'Send'),
    travels: el('p', { class: 'small' }),
  };
}

/** Resolves to whether the words arrived; what went wrong stands in the form. */
async function submit(core: Core, fields: Fields, sourceId: string): Promise<boolean> {
  const { text, error, send } = fields;
  error.textContent = '';
  if (!text.value.trim()) {
    error.textContent = 'Write a word or two first.';
    text.focus();
    return false;
  }
  send.disabled = true;
  send.textContent = 'Sending …';
  try {
    await core.sendSignal(signalOf(core, fields, sourceId));
    return true;
  } catch {
    error.textContent = 'This did not reach us. Your words are still here: please try again.';
    send.disabled = false;
    send.textContent = 'Try again';
    send.focus();
    return false;
  }
}

/** @param sourceId the same for each try of one form, so that a second arrival adds nothing */
function signalOf(core: Core, fields: Fields, sourceId: string): SdkSignal {
  const { text, rating, page, quote, contact } = fields;
  const stars = rating.value();
  return {
    source: 'widget',
    sourceId,
    text: text.value.trim(),
    distinctId: core.distinctId(),
    ...(stars !== undefined && { rating: stars, ratingMax: 5 }),
    time: new Date().toISOString(),
    ...(page.kept() !== undefined && { url: location.href.slice(0, 2000) }),
    mayQuote: quote.input.checked,
    mayContact: contact.input.checked,
    properties: properties(core, page.kept()),
  };
}

function properties(core: Core, page: string | undefined): Record<string, unknown> {
  return {
    ...(page !== undefined && { page }),
    viewport: `${innerWidth}x${innerHeight}`,
    browserLanguage: navigator.language,
    userAgent: navigator.userAgent,
    groups: core.accounts(),
  };
}

/** Says in words exactly what `properties` and the signal carry. */
function travelling(core: Core, page: string | undefined): string {
  const known = core.identified() || Object.keys(core.accounts()).length > 0;
  const parts = [
    ...(page === undefined ? [] : ['this page']),
    known ? 'your account' : 'an anonymous id',
    'your browser, its language and window size',
  ];
  return `Sent with it: ${parts.join(', ')}. Nothing you typed elsewhere.`;
}

function thank(card: HTMLElement, contact: boolean, close: () => void): void {
  const button = el('button', { type: 'button', class: 'cta' }, 'Close');
  button.addEventListener('click', close);
  const words = contact
    ? 'Your words have arrived. We will tell you when something comes of it.'
    : 'Your words have arrived, just as you wrote them.';
  const thanks = el('div', { class: 'thanks', role: 'status' });
  const hadFocus = card.contains((card.getRootNode() as ShadowRoot).activeElement);
  card.querySelector('form')?.replaceWith(thanks);
  thanks.append(icon('M5 12l5 5L20 7'), el('h3', {}, 'Thank you'), el('p', {}, words), button);
  if (hadFocus || document.activeElement === document.body) button.focus();
}

function buildRating() {
  const element = el('fieldset', { class: 'rating' }, el('legend', {}, 'Rating, if you like'));
  const inputs = [1, 2, 3, 4, 5].map((stars) => {
    const input = el('input', {
      type: 'radio',
      name: 'rating',
      value: String(stars),
      'aria-label': `${stars} of 5`,
    });
    element.append(el('label', {}, input, el('span', {}, String(stars))));
    // A second click takes the rating back: it is optional.
    let was = false;
    input.addEventListener('pointerdown', () => (was = input.checked));
    input.parentElement?.addEventListener('pointerdown', () => (was = input.checked));
    input.addEventListener('click', () => {
      if (was) input.checked = false;
      was = false;
    });
    return input;
  });
  const value = () => {
    const chosen = inputs.findIndex((input) => input.checked);
    return chosen < 0 ? undefined : chosen + 1;
  };
  return { element, value };
}

function buildPage(page: string) {
  let kept: string | undefined = page || undefined;
  const element = kept
    ? el('button', { type: 'button', class: 'pill', 'aria-label': `Do not send the page: ${page}` })
    : undefined;
  element?.append(
    icon(
      'M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11ZM12 7.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5',
    ),
  );
  element?.append(el('span', {}, page), icon('M18 6L6 18M6 6l12 12'));
  const remove = () => {
    kept = undefined;
    element?.parentElement?.remove();
  };
  return { element, remove, kept: () => kept };
}

function checkbox(words: string) {
  const input = el('input', { type: 'checkbox' });
  return { input, element: el('label', { class: 'check' }, input, words) };
}
