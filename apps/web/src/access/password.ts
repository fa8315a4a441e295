/** The server's rule, told before sending: 10 to 200 characters. */
export function passwordProblem(password: string): string | null {
  if (password.length < 10) return `${10 - password.length} more to reach 10 characters`;
  return password.length > 200 ? 'At most 200 characters' : null;
}
