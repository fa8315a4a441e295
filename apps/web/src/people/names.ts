/** What to call a person of whom little may be known. */
type Named = {
  readonly name: string | null;
  readonly email: string | null;
  readonly distinctIds: readonly string[];
};

/** Name, e-mail, or the id they go by; a long anonymous id is cut. */
export function displayName({ name, email, distinctIds }: Named): string {
  if (name !== null && name !== '') return name;
  if (email !== null && email !== '') return email;
  const id = distinctIds[0];
  if (id === undefined) return 'Unnamed';
  return id.length > 24 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;
}
