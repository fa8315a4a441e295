/** Segment's message -> our normal form. */
import { eventNames, type NormalEvent, type Properties } from '@tandem/contract';
import type { Malformed } from '../../capture/index.ts';
import { compact, flag, instantOf, object, text } from '../fields.ts';

export const messageTypes = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
export type MessageType = (typeof messageTypes)[number];
/** Segment knows one kind of account; the others of Tandem can be named through other wires. */
const accountType = 'company';

/** `type` is what the path says, where the message itself does not. */
export function fromSegment(given: unknown, type?: MessageType): NormalEvent | Malformed {
  const message = object(given);
  const kind = type ?? text(message['type']);
  const id = text(message['messageId']);
  const [userId, anonymousId] = [text(message['userId']), text(message['anonymousId'])];
  const distinctId = userId ?? anonymousId;
  if (!messageTypes.includes(kind as MessageType)) {
    return { malformed: `there is no type "${kind ?? ''}"`, id: id ?? null };
  }
  if (distinctId === undefined)
    return { malformed: 'neither userId nor anonymousId is given', id: id ?? null };
  const common = {
    id,
    distinctId,
    timestamp: timeIn(message['originalTimestamp']) ?? timeIn(message['timestamp']),
    properties: propertiesOf(message),
    groups: groupsOf(message),
  };
  return { ...common, ...meaningOf(kind as MessageType, message, { userId, anonymousId }) };
}

/** A number is milliseconds; what is no time counts as absent. */
const timeIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? text(value) : instantOf(value)?.toISOString();

type Ids = { readonly userId: string | undefined; readonly anonymousId: string | undefined };
type Meaning = Pick<NormalEvent, 'name' | 'traits' | 'identity'>;

function meaningOf(kind: MessageType, message: Properties, { userId, anonymousId }: Ids): Meaning {
  const set = object(message['traits']);
  switch (kind) {
    case 'track':
      return { name: text(message['event']) ?? '' };
    case 'page':
      return { name: eventNames.pageView };
    case 'screen':
      return { name: '$screen' };
    case 'identify':
      return {
        name: eventNames.identify,
        traits: { set },
        identity: userId === undefined ? undefined : { kind: 'identify', anonymousId },
      };
    case 'group':
      return {
        name: eventNames.group,
        identity: groupNamed(text(message['groupId']), set),
      };
    case 'alias':
      return {
        name: eventNames.alias,
        identity: aliasOf(text(message['previousId']) ?? anonymousId),
      };
    default:
      return kind satisfies never;
  }
}

const groupNamed = (key: string | undefined, set: Properties): NormalEvent['identity'] =>
  key === undefined ? undefined : { kind: 'group', type: accountType, key, set };

const aliasOf = (alias: string | undefined): NormalEvent['identity'] =>
  alias === undefined ? undefined : { kind: 'alias', alias };

/** What the message says of itself, then of page, browser and campaign under the names all wires share. */
function propertiesOf(message: Properties): Properties {
  const context = object(message['context']);
  const [page, campaign, library] = [
    object(context['page']),
    object(context['campaign']),
    object(context['library']),
  ];
  const shared = compact({
    $current_url: page['url'],
    $pathname: page['path'],
    $referrer: page['referrer'],
    $title: page['title'],
    $raw_user_agent: context['userAgent'],
    $locale: context['locale'],
    $timezone: context['timezone'],
    $lib: library['name'],
    $lib_version: library['version'],
    $name: message['name'],
    $category: message['category'],
    utm_source: campaign['source'],
    utm_medium: campaign['medium'],
    utm_campaign: campaign['name'],
    utm_term: campaign['term'],
    utm_content: campaign['content'],
    $cookieless: flag(context['cookieless']),
  });
  return { ...shared, ...object(message['properties']) };
}

function groupsOf(message: Properties): Record<string, string> | undefined {
  const id = text(message['groupId']) ?? text(object(message['context'])['groupId']);
  return id === undefined ? undefined : { [accountType]: id };
}
