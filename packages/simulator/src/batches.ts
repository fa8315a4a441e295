/** Groups joined until a batch holds at least `size` things; no group is torn apart. */
export function* batched<T>(size: number, groups: Iterable<readonly T[]>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const group of groups) {
    for (const item of group) batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
