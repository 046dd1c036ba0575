export const leastPasswordLength = 10;
export const passwordHint = `At least ${leastPasswordLength} characters. A few words you can remember are better than symbols.`;

export function checkPassword(password: string): string | null {
  return password.length < leastPasswordLength ? `Use at least ${leastPasswordLength} characters.` : null;
}
