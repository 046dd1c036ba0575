/** What an attacker wants done, by the tool that would do it. */
const kinds: Readonly<Record<string, string>> = {
  send_email: "a mail to somebody",
  gmail_send: "a mail from one's own mailbox",
  github_comment: "words in somebody's repository",
  read_url: "an address that is read",
  send_request: "an address that is written to",
  ask_agent: "another agent",
  mcp_desk_note: "a change at another server",
  mcp_desk_look: "a question to another server",
};

/** Of an order that a model obeys, by the first tool it names. */
export function kindOf(text: string): string {
  const [, tool = ""] = /call:\s*(\w+)/.exec(text) ?? [];
  return Object.hasOwn(kinds, tool) ? kinds[tool]! : "what no agent has";
}
