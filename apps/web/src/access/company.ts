/** Mail addresses that say nothing of who somebody works for. */
const anybodys =
  /^(gmail|googlemail|outlook|hotmail|live|icloud|me|yahoo|gmx|web|proton|protonmail)\./;

/** "maya@shop.northfell.co.uk" -> "Northfell"; empty where the address does not tell. */
export function companyOf(email: string): string {
  const host = email.split('@')[1]?.toLowerCase().trim() ?? '';
  if (!host.includes('.') || anybodys.test(host)) return '';
  const labels = host.split('.').slice(0, -1);
  const last = labels.at(-1) ?? '';
  const isShared = labels.length > 1 && /^(co|com|org|net|ac|gov)$/.test(last);
  const name = (isShared ? labels.at(-2) : last) ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}
