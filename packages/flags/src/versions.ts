/**
 * A version as a text that sorts the way versions do: a leading `v` and the build are left out,
 * numbers stand right-aligned in five places, and a release of three parts comes after its
 * pre-releases. It is the published GrowthBook order, also where Semantic Versioning would differ
 * (numbers of six digits), because the same flag must come out the same in every client.
 */
export function sortableVersion(version: unknown): string {
  const text = typeof version === 'number' ? String(version) : version;
  const given = typeof text === 'string' && text !== '' ? text : '0';
  const [numbered = ''] = (given.startsWith('v') ? given.slice(1) : given).split('+', 1);
  const parts = numbered.split(/[-.]/);
  if (parts.length === 3) parts.push('~');
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5) : part)).join('-');
}
