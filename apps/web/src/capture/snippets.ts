import type { RefusalReason } from '@tandem/contract';

/** Ready to paste, with the project's own key and this server's address. */
export const clients = [
  ['tandem', 'Tandem'],
  ['posthog', 'posthog-js'],
  ['segment', 'Segment'],
  ['curl', 'curl'],
] as const;
export type Client = (typeof clients)[number][0];

export const notes: Readonly<Record<Client, string>> = {
  tandem:
    'Page views come by themselves, also in single-page apps. With data-messages, who asked is told when it is on for them. Works under a strict Content-Security-Policy.',
  posthog: 'Your posthog-js stays as it is; only api_host changes.',
  segment: 'Your analytics.js stays as it is; only the address changes.',
  curl: 'One request from anywhere. The answer tells what became of each event.',
};

export function snippetOf(client: Client, origin: string, key: string): string {
  if (client === 'tandem') {
    return `<script src="${origin}/sdk/tandem.js"\n        data-key="${key}"\n        data-messages defer></script>`;
  }
  if (client === 'posthog') {
    return `posthog.init('${key}', {\n  api_host: '${origin}',\n});`;
  }
  if (client === 'segment') {
    return `import { AnalyticsBrowser } from '@segment/analytics-next';\n\nconst analytics = AnalyticsBrowser.load({\n  writeKey: '${key}',\n  cdnURL: '${origin}',\n});\nanalytics.page();`;
  }
  return `curl -X POST ${origin}/api/v1/events \\\n  -H 'authorization: Bearer ${key}' \\\n  -H 'content-type: application/json' \\\n  -d '{"events":[{"event":"hello","distinctId":"me"}]}'`;
}

/** Why an event was refused, and what to do about it. */
export const refusalWords: Readonly<Record<RefusalReason, string>> = {
  malformed: 'could not be read',
  too_large: 'too large',
  too_many_properties: 'too many properties',
  too_deep: 'nested too deep',
  too_old: 'too old; import old events with the historical flag',
  too_many_months: 'of too many months in one batch; send fewer years at once',
  in_the_future: 'in the future; the sender’s clock is wrong',
  bot: 'sent by a bot',
  no_consent: 'no consent given',
  do_not_track: 'asked not to be tracked',
  disabled: 'kind of data that is switched off',
  erased: 'of somebody who was erased after it happened',
  alias_of_two_users: 'alias of two users; that takes a private key',
  too_many_ids: 'join to somebody who has 500 ids already; it stays a person of its own',
  unstorable: 'could not be stored',
};

/** "1,204 events in 30 minutes, a bar for each minute." */
export function minuteSentence(perMinute: readonly number[]): string {
  const sum = perMinute.reduce((total, count) => total + count, 0);
  return `${sum.toLocaleString('en-GB')} events in ${perMinute.length} minutes, a bar for each minute`;
}
