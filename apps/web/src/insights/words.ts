/** Names and filters as people read them. */
import type { PropertyFilter } from '@tandem/contract';

const known: Readonly<Record<string, string>> = {
  $pageview: 'Page view',
  $pageleave: 'Page left',
  $identify: 'Identified',
  $create_alias: 'Alias made',
  $groupidentify: 'Account described',
  $set: 'Traits set',
  $autocapture: 'Click',
};

/** "order placed" -> "Order placed"; ours lose their dollar. */
export function eventName(event: string): string {
  const name = known[event] ?? event.replace(/^\$/, '').replaceAll('_', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** "$initial_browser" -> "initial browser", "askedFirst" -> "asked first". */
export function keyName(key: string): string {
  return key
    .replace(/^\$/, '')
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

export const operatorWords: Readonly<Record<PropertyFilter['op'], string>> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  gt: 'is over',
  gte: 'is at least',
  lt: 'is under',
  lte: 'is at most',
  is_set: 'is known',
  is_not_set: 'is not known',
};

/** What a filter compares with: "member or guide". */
export function valueWords(filter: PropertyFilter): string {
  if (filter.value === undefined) return '';
  return [filter.value].flat().map(String).join(' or ');
}

/** "plan is member". */
export function filterWords(filter: PropertyFilter): string {
  return `${keyName(filter.key)} ${operatorWords[filter.op]} ${valueWords(filter)}`.trim();
}
