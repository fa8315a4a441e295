/** Saved groups, read once: a list becomes a set, whatever else a group may be stays unread. */
import { field, isFields } from './fields.ts';

export type Group = {
  readonly members?: ReadonlySet<unknown>;
  /** The attribute that the members are values of. */
  readonly attribute?: string;
  readonly condition?: unknown;
};
export type Groups = ReadonlyMap<string, Group>;

/** By name; whatever is not an object of groups gives none. */
export function readGroups(groups: unknown): Groups {
  return new Map(Object.entries(groups ?? {}).map(([name, group]) => [name, readGroup(group)]));
}

function readGroup(group: unknown): Group {
  if (Array.isArray(group)) return { members: new Set(group) };
  if (!isFields(group)) return {};
  const { type, values, attributeKey } = group;
  if (type === 'condition') return { condition: field(group, 'condition') };
  if (type !== 'list' || !Array.isArray(values)) return {};
  const members = new Set(values);
  return typeof attributeKey === 'string' ? { members, attribute: attributeKey } : { members };
}
