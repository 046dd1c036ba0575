const words: Record<string, string> = {
  sign_up: "Signing up",
  password: "Password",
  passkey: "Passkey",
  code: "Code",
};

/** How a session signed in: `password+code` is "Password and code". */
export function describeMethod(method: string | null): string {
  if (method === null) return "Not noted";
  const [first = "", second] = method.split("+").map((part) => words[part] ?? "Outside account");
  return second === undefined ? first : `${first} and ${second.toLowerCase()}`;
}
