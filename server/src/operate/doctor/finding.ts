/** What one check saw. `do` says what puts it right; there is none where all is well. */
export type Finding = { check: string; verdict: "good" | "warning" | "bad"; says: string; do?: string };

export const good = (check: string, says: string): Finding => ({ check, verdict: "good", says });
export const warning = (check: string, says: string, what: string): Finding => ({
  check,
  verdict: "warning",
  says,
  do: what,
});
export const bad = (check: string, says: string, what: string): Finding => ({ check, verdict: "bad", says, do: what });
