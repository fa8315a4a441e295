/** The variation that `?EXPERIMENT=1` in an address asks for; undefined unless it is one of them. */
export function queryStringOverride(
  experiment: string,
  url: string,
  variations: number,
): number | undefined {
  const query = url.split('#', 1)[0]?.split('?')[1] ?? '';
  const name = `${experiment}=`;
  const asked = query.split('&').find((pair) => pair.startsWith(name));
  const digits = asked?.slice(name.length) ?? '';
  return /^\d+$/.test(digits) && Number(digits) < variations ? Number(digits) : undefined;
}
