/** Flags, and releases that switch a flag on ring by ring. */
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, projectParams, uuid } from './ids.ts';
import { movesOf, releaseMachine } from './machines.ts';
import {
  historyEntry,
  reason,
  readAccess,
  recordParams,
  version,
  writeAccess,
  stateOf,
} from './records.ts';

/** Names a flag in code; it never changes. */
export const flagKey = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,79}$/,
    'lower case letters, digits, ".", "_" and "-", beginning with a letter or digit',
  );
const share = z.number().min(0).max(1);
const variantKey = z.string().min(1).max(60);
/** Every browser is given it, so it stays small. */
const small = <T extends z.ZodType>(schema: T) =>
  schema.refine((value) => (JSON.stringify(value) ?? '').length <= 8192, {
    error: 'at most 8,192 characters as JSON',
  });
/** A condition on attributes in the MongoDB-like form of GrowthBook's clients. */
const flagCondition = small(z.record(z.string(), z.unknown())).meta({ id: 'FlagCondition' });

export const flagVariant = z.object({
  key: variantKey,
  value: small(z.unknown()),
  description: z.string().max(300).optional(),
});

export const flagRule = z
  .object({
    id: z.string().min(1).max(60),
    description: z.string().max(300).optional(),
    condition: flagCondition.optional(),
    /** Other flags that must have come out so. */
    prerequisites: z
      .array(z.object({ flag: flagKey, value: small(z.unknown()) }))
      .max(10)
      .optional(),
    share: share
      .optional()
      .describe('Share of the units that the condition lets in, all unless told'),
    variant: variantKey.describe('Key of the variant that they get'),
  })
  .meta({ id: 'FlagRule' });
export type FlagRule = z.infer<typeof flagRule>;

export const flagInput = z.object({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).default(''),
  kind: z.enum(['boolean', 'multivariate']),
  /** Of a boolean flag they are `off` and `on`. */
  variants: z.array(flagVariant).min(2).max(20).optional(),
  /** The variant of everybody whom no rule lets in; `off` unless told. */
  fallback: variantKey.optional(),
  unit: z
    .string()
    .min(1)
    .max(100)
    .default('id')
    .describe('Attribute that is divided: "id" is the person, "company" an account'),
  rules: z.array(flagRule).max(50).default([]),
});

export const flag = z
  .object({
    id: uuid,
    key: flagKey,
    version: z.number().int(),
    name: z.string(),
    description: z.string(),
    kind: z.enum(['boolean', 'multivariate']),
    variants: z.array(flagVariant),
    fallback: z.string(),
    unit: z.string(),
    rules: z.array(flagRule),
    isEnabled: z.boolean().describe('False: everybody gets the fallback, whatever the rules say'),
    archivedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Flag' });
export type Flag = z.infer<typeof flag>;

export const listFlags = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/flags',
  tag: 'Release',
  summary: 'Flags of the project, by key',
  access: readAccess,
  params: projectParams,
  response: z.object({ flags: z.array(flag) }),
});

export const createFlag = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/flags',
  tag: 'Release',
  summary: 'Create a flag; nobody gets anything but the fallback until a rule or a release says so',
  access: writeAccess,
  params: projectParams,
  body: flagInput.extend({ key: flagKey }),
  response: flag,
});

export const updateFlag = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/flags/{id}',
  tag: 'Release',
  summary: 'Change a flag; its key, kind and unit stay, so that nobody is moved',
  access: writeAccess,
  params: recordParams,
  body: flagInput
    .pick({ name: true, description: true, rules: true, fallback: true, variants: true })
    .partial()
    .extend({
      version,
      isEnabled: z.boolean().optional(),
      isArchived: z.boolean().optional(),
      reason: reason
        .optional()
        .describe('Needed where a rule goes from nobody to everybody at once'),
    }),
  response: flag,
});

export const releaseRing = z
  .object({
    name: z.string().trim().min(1).max(60),
    share: share.describe('Share of the units that the condition lets in'),
    condition: flagCondition.optional(),
    entry: z.string().max(500).default('').describe('What must hold before this ring begins'),
  })
  .meta({ id: 'ReleaseRing' });
export type ReleaseRing = z.infer<typeof releaseRing>;

export const announcement = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('entry'), entry: uuid.describe('Changelog entry') }),
    z.object({ kind: z.literal('none'), reason }),
  ])
  .meta({ id: 'Announcement' });

export const release = z
  .object({
    id: uuid,
    version: z.number().int(),
    name: z.string(),
    flag: uuid,
    flagKey,
    variant: z.string().describe('What those in a ring get'),
    bet: uuid.nullable(),
    opportunities: z.array(uuid).describe('Whose askers are told'),
    rings: z.array(releaseRing),
    state: stateOf(releaseMachine),
    ring: z.number().int().nullable().describe('Place of the current ring; null before the first'),
    pausedFrom: z
      .enum(['in_rings', 'general'])
      .nullable()
      .describe('Of a paused one: whether everybody had it'),
    announcement: announcement.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Release' });
export type Release = z.infer<typeof release>;

const releaseWithHistory = release
  .extend({ history: z.array(historyEntry) })
  .meta({ id: 'ReleaseWithHistory' });

export const listReleases = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/releases',
  tag: 'Release',
  summary: 'Releases, the newest first',
  access: readAccess,
  params: projectParams,
  response: z.object({ releases: z.array(release) }),
});

export const getRelease = endpoint({
  method: 'get',
  path: '/api/v1/projects/{project}/releases/{id}',
  tag: 'Release',
  summary: 'A release with what happened to it',
  access: readAccess,
  params: recordParams,
  response: releaseWithHistory,
});

export const createRelease = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/releases',
  tag: 'Release',
  summary: 'Plan a release of a flag in rings, each at least as large as the one before',
  access: writeAccess,
  params: projectParams,
  body: z.object({
    name: z.string().trim().min(1).max(120),
    flag: uuid,
    variant: variantKey.default('on'),
    bet: uuid.optional(),
    opportunities: z.array(uuid).max(50).default([]),
    rings: z.array(releaseRing).min(1).max(12),
  }),
  response: releaseWithHistory,
});

export const updateRelease = endpoint({
  method: 'patch',
  path: '/api/v1/projects/{project}/releases/{id}',
  tag: 'Release',
  summary:
    'Change what lies ahead: rings that did not begin, entry texts, the announcement decision',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    name: z.string().trim().min(1).max(120).optional(),
    rings: z.array(releaseRing).min(1).max(12).optional(),
    opportunities: z.array(uuid).max(50).optional(),
    announcement: announcement.optional(),
  }),
  response: releaseWithHistory,
});

export const moveRelease = endpoint({
  method: 'post',
  path: '/api/v1/projects/{project}/releases/{id}/moves',
  tag: 'Release',
  summary: 'Start, advance a ring, complete, pause, resume or roll back; who and why is recorded',
  access: writeAccess,
  params: recordParams,
  body: z.object({
    version,
    move: z.enum(movesOf(releaseMachine)),
    reason: reason
      .optional()
      .describe('Needed to pause, to roll back, and to reach everybody while rings are left'),
  }),
  response: releaseWithHistory,
});
