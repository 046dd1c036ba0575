/** Commands of whoever uses Avow; all others are verbs of whoever runs it. Held to the table by a test. */
export const clientCommands = [
  "sign-up",
  "login",
  "logout",
  "whoami",
  "organizations",
  "workspaces",
  "agents",
  "chat",
  "contacts",
  "generations",
  "files",
  "export",
  "import",
  "erase",
  "requests",
  "audit",
  "receipts",
  "completion",
];

/** `audit verify` and `receipt verify` check files offline, and are verbs. */
export const isClientCommand = (verb, next) =>
  clientCommands.includes(verb) && !(verb === "audit" && next === "verify");

export const isHelp = (word) => ["help", "--help", "-h"].includes(word);
