/** What to call a person of whom little may be known. */
type Named = {
  readonly name: string | null;
  readonly email: string | null;
  readonly distinctIds: readonly string[];
};

/** Name or e-mail; nobody is called by an id. */
export function displayName({ name, email }: Pick<Named, 'name' | 'email'>): string {
  if (name !== null && name !== '') return name;
  return email !== null && email !== '' ? email : 'Unnamed';
}

/** What tells them from others of that name: an address, else the id they go by; a long one is cut. */
export function besideName({ name, email, distinctIds }: Named): string {
  if (email !== null && email !== '') return name === null || name === '' ? '' : email;
  const id = distinctIds[0] ?? '';
  return name === null || name === '' ? shortId(id) : '';
}

const shortId = (id: string): string => (id.length > 24 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id);
