export const leastPasswordLength = 12;
export const passwordHint = `At least ${leastPasswordLength} characters. Several words do well.`;

export function checkPassword(password: string): string | null {
  return password.length < leastPasswordLength ? `Use at least ${leastPasswordLength} characters.` : null;
}
