import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProjectId } from '@tandem/contract';
import { accountOf, personOf, storable, storableJson } from './rules.ts';

const project = (id: number) => id as ProjectId;

test('stored events carry it: the person of an id never changes', () => {
  expect(personOf(project(1), 'a')).toBe('11f59ce5-f79e-8c45-9c20-0a34a3f1db90');
  expect(personOf(project(4_294_967_295), 'Zoë 👍')).toBe('a8dc100e-8e96-80fa-a804-dda183f875d0');
});

test('a UUID of version 8, another one for every project, id and kind', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ unit: 'binary' }), (number, id) => {
      const person = personOf(project(number), id);
      expect(person).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(personOf(project(number + 1), id)).not.toBe(person);
      expect(personOf(project(number), `${id} `)).not.toBe(person);
      expect(accountOf(project(number), '', id)).not.toBe(person);
    }),
  );
});

test('what is storable has no NUL and no half character, at any depth', () => {
  expect(storable('a\0b\ud800c')).toBe('ab\ufffdc');
  expect(storableJson({ 'k\0': ['\udc00', { deep: 'x\0' }], n: 1, no: null })).toEqual({
    k: ['\ufffd', { deep: 'x' }],
    n: 1,
    no: null,
  });
  expect(storableJson([[['deep']]], 2)).toEqual([[null]]);
});
