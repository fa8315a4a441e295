/** Entries of the audit log as sentences. */

/** "key.create", "member_invited" -> "Key create", "Member invited". */
export function actionWords(action: string): string {
  const words = action.replaceAll(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** { role: "pmm", isAdmin: false } -> "role pmm, is admin false". */
export function detailWords(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .map(
      ([key, value]) =>
        `${keyWords(key)} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(', ');
}

function keyWords(key: string): string {
  return key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
