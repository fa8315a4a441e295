import { listAudit, type ProjectId } from '@tandem/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../testing/world.ts';
import { append, personSubject } from './actions.ts';
import { brokenAt, firstPrevious, hashOf, referenceTo, type Link } from './rules.ts';

type Hashed = Link & { readonly hash: string };

function chainOf(actions: readonly string[]): Hashed[] {
  let previous = firstPrevious;
  return actions.map((action, i) => {
    const link = {
      workspace: 1,
      sequence: i + 1,
      at: new Date(1_750_000_000_000 + i),
      action,
      content_ref: referenceTo({ actor: 'Ada', subject: action, detail: { i } }, `salt ${i}`),
      previous,
    };
    previous = hashOf(link);
    return { ...link, hash: previous };
  });
}

describe('the chain', () => {
  const chains = fc.array(fc.string(), { minLength: 2, maxLength: 20 }).map(chainOf);
  const changes: readonly ((link: Hashed) => Hashed)[] = [
    (link) => ({ ...link, action: `${link.action}!` }),
    (link) => ({ ...link, at: new Date(link.at.getTime() + 1) }),
    (link) => ({ ...link, content_ref: firstPrevious.replace('0', '1') }),
    (link) => ({ ...link, workspace: 2 }),
    (link) => ({ ...link, hash: hashOf({ ...link, action: 'other' }) }),
    // Even with its own hash made to fit, the next entry does not.
    (link) => {
      const forged = { ...link, action: `${link.action}!` };
      return { ...forged, hash: hashOf(forged) };
    },
  ];

  test('as written is sound', () => {
    fc.assert(fc.property(chains, (links) => brokenAt(links) === undefined));
  });

  test('breaks at the entry that was changed, or at the next', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.constantFrom(...changes), (links, at, change) => {
        const index = at % (links.length - 1);
        const broken = brokenAt(links.map((link, i) => (i === index ? change(link) : link)));
        return broken === index + 1 || broken === index + 2;
      }),
    );
  });

  test('breaks where an entry is missing or two changed places', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (links, at) => {
        const index = at % (links.length - 1);
        const without = links.filter((_, i) => i !== index);
        const swapped = links.with(index, links[index + 1]!).with(index + 1, links[index]!);
        return brokenAt(without) === index + 1 && brokenAt(swapped) === index + 1;
      }),
    );
  });

  test('the order of keys in a detail does not matter, its values do', () => {
    const of = (detail: Record<string, unknown>) =>
      referenceTo({ actor: 'a', subject: 's', detail }, 'salt');
    expect(of({ a: 1, b: { c: [1, 2], d: null } })).toBe(of({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(of({ a: [1, 2] })).not.toBe(of({ a: [2, 1] }));
  });
});

describe('the log', () => {
  let world: World;
  let cookie: string;
  beforeAll(async () => {
    world = await openWorld();
    ({ cookie } = await world.admin());
  });
  afterAll(() => world.close());

  const read = (query: { limit?: number; before?: number } = {}) =>
    world.as({ cookie })(listAudit, { params: { workspace: 1 }, query });
  const write = (text: ReturnType<typeof sql>) =>
    world.app.platform.records.installation.write((w) => text.execute(w));
  const note = (project: ProjectId, subject: string) =>
    world.app.access.audit(project, { action: 'test.noted', actor: 'Tess', subject, detail: {} });

  test('appends at the same moment make one chain', async () => {
    const { id } = await world.project();
    const before = (await read()).chain.length;
    await Promise.all(Array.from({ length: 30 }, (_, i) => note(id, `thing ${i}`)));
    const { entries, chain } = await read({ limit: 500 });
    expect(chain).toEqual({ valid: true, length: before + 30, brokenAt: null });
    expect(new Set(entries.map(({ sequence }) => sequence)).size).toBe(before + 30);
  });

  test('a detail that JSON changes is no sign of tampering', async () => {
    const { id } = await world.project();
    await world.app.access.audit(id, {
      action: 'test.noted',
      actor: 'Tess',
      subject: 'odd',
      detail: {
        gone: undefined,
        at: new Date(0),
        big: 1e21,
        none: Number.NaN,
        deep: { z: [-0], a: 0.1 },
      },
    });
    expect((await read()).chain.valid).toBe(true);
  });

  test('pages are newest first, without gap or repeat', async () => {
    const all = (await read({ limit: 500 })).entries.map(({ sequence }) => sequence);
    const paged: number[] = [];
    for (let before: number | undefined; ; before = paged.at(-1)) {
      const { entries } = await read({ limit: 7, ...(before === undefined ? {} : { before }) });
      if (entries.length === 0) break;
      paged.push(...entries.map(({ sequence }) => sequence));
    }
    expect(paged).toEqual(all);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
  });

  test('a forgotten person is gone from it and the chain holds; nothing else can be forgotten', async () => {
    const { id } = await world.project();
    const person = '3f0c1a52-3e9e-5d5f-9a3a-0a8a5b1f7c11';
    await note(id, personSubject(person));
    await note(id, 'a secret deed of Tess');
    await world.app.platform.records.installation.write((w) =>
      append(w, new Date(), {
        workspace: 77,
        action: 'test.noted',
        actor: 'Tess',
        subject: personSubject(person),
        detail: {},
      }),
    );
    await world.app.access.forget(id, [person, 'Tess', 'a secret deed of Tess', 'Ada Admin']);
    const { entries, chain } = await read();
    expect(chain.valid).toBe(true);
    expect(JSON.stringify(entries)).not.toContain(person);
    expect(entries[0]).toMatchObject({ actor: 'Tess', subject: 'a secret deed of Tess' });
    expect(entries[1]).toMatchObject({ action: 'test.noted', actor: 'erased', subject: 'erased' });
    expect(entries.filter(({ actor }) => actor.startsWith('Ada Admin'))).not.toEqual([]);
    const elsewhere = await world.app.platform.records.installation.read((r) =>
      r.selectFrom('audit_contents').select('subject').where('workspace', '=', 77).execute(),
    );
    expect(elsewhere).toEqual([{ subject: personSubject(person) }]);
  });

  test('names where somebody changed a row behind its back', async () => {
    const { id } = await world.project();
    for (let i = 0; i < 3; i++) await note(id, `kept ${i}`);
    const last = (await read()).chain.length;

    await write(
      sql`UPDATE audit_contents SET actor = 'Mallory' WHERE workspace = 1 AND sequence = ${last - 1}`,
    );
    // Also where the page does not show it.
    expect((await read({ limit: 1 })).chain).toMatchObject({ valid: false, brokenAt: last - 1 });
    await write(
      sql`UPDATE audit_contents SET actor = 'Tess' WHERE workspace = 1 AND sequence = ${last - 1}`,
    );
    expect((await read()).chain.valid).toBe(true);

    await write(
      sql`UPDATE audit SET action = 'harmless' WHERE workspace = 1 AND sequence = ${last - 2}`,
    );
    expect((await read()).chain).toMatchObject({ valid: false, brokenAt: last - 2 });
    await write(
      sql`UPDATE audit SET action = 'test.noted' WHERE workspace = 1 AND sequence = ${last - 2}`,
    );

    await write(sql`DELETE FROM audit WHERE workspace = 1 AND sequence = 2`);
    expect((await read()).chain).toMatchObject({ valid: false, brokenAt: 2 });
  });
});
