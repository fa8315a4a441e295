/** Which picture a source gets. Sources are free text; what is not recognised is a speech bubble. */
export type SourceIcon =
  | 'chat'
  | 'mail'
  | 'ticket'
  | 'phone'
  | 'store'
  | 'survey'
  | 'interview'
  | 'public';

const patterns: readonly (readonly [RegExp, SourceIcon])[] = [
  [/interview|session/i, 'interview'],
  [/survey|nps|csat|poll/i, 'survey'],
  [/app.?store|play|review|trustpilot|g2/i, 'store'],
  [/ticket|support|help|zendesk/i, 'ticket'],
  [/mail|newsletter/i, 'mail'],
  [/phone|call|sales/i, 'phone'],
  [/social|instagram|reddit|forum|post|twitter|mastodon|bluesky/i, 'public'],
];

export function iconOfSource(source: string): SourceIcon {
  return patterns.find(([pattern]) => pattern.test(source))?.[1] ?? 'chat';
}
