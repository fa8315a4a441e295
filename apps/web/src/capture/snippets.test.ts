import { expect, test } from 'vitest';
import { clients, minuteSentence, notes, snippetOf } from './snippets.ts';

test.each(clients)('the snippet for %s holds the key and the address', (client) => {
  const code = snippetOf(client, 'https://tandem.example', 'tdm_pub_1');
  expect(code).toContain('https://tandem.example');
  expect(code).toContain('tdm_pub_1');
  expect(notes[client].length).toBeGreaterThan(0);
});

test('who asked is told on the pages that carry the snippet', () => {
  expect(snippetOf('tandem', 'https://tandem.example', 'tdm_pub_1')).toContain(' data-messages ');
});

test('bars in words', () => {
  expect(minuteSentence([1, 2, 1000])).toBe('1,003 events in 3 minutes, a bar for each minute');
});
