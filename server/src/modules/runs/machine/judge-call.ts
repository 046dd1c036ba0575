import type { OfferedTool, Reach } from "../../tools/public.ts";

/** What is to become of a call, by which rule, and in words for whoever has to act on it. */
export type Ruling =
  | { action: "go"; rule: string }
  | { action: "ask"; rule: string; sentence: string }
  | { action: "refuse"; rule: string; sentence: string };

export type Circumstances = {
  /** Something that nobody here wrote is in context. */
  isUntrusted: boolean;
  /** All that the person, the agent's builder and the tool's settings say. */
  trustedText: string;
  /** It was used in this run before. */
  wasUsed: boolean;
  /** Something answered in this run that is no part of the tool's own party. */
  othersAnswered?: boolean;
  reach: Reach;
};

/**
 * The agent's own word for a tool, and what narrows it: with untrusted content in context nothing reaches anybody new without
 * a person's yes, whatever the agent's builder chose.
 */
export function judgeCall({ tool, choice }: OfferedTool, of: Circumstances): Ruling {
  const narrowed = of.isUntrusted ? narrow({ tool, choice }, of) : undefined;
  if (narrowed) return narrowed;
  const asks = (rule: string, sentence: string): Ruling => ({ action: "ask", rule, sentence });
  if (choice.approval === "never") return { action: "go", rule: "agent.never" };
  if (choice.approval === "always")
    return asks("agent.always", "This agent's builder wants a person to look at each use.");
  if (choice.approval === "rule") return judgeByRule(choice.rule ?? {}, of);
  if (tool.approval === "always") return asks("tool.always", `${tool.title} waits for a yes each time.`);
  if (tool.approval === "first_use" && !of.wasUsed)
    return asks("tool.first_use", `${tool.title} waits for a yes the first time in a run.`);
  return { action: "go", rule: `tool.${tool.approval}` };
}

type Rule = NonNullable<OfferedTool["choice"]["rule"]>;

function judgeByRule(rule: Rule, { reach, wasUsed }: Circumstances): Ruling {
  const asks = (name: string, sentence: string): Ruling => ({ action: "ask", rule: `rule.${name}`, sentence });
  const { amountMicros, recipients = [] } = reach;
  // What does not say what it costs may cost anything.
  if (rule.amount_above !== undefined && (amountMicros ?? Number.POSITIVE_INFINITY) > rule.amount_above)
    return asks("amount", "It may cost more than this agent may spend without asking.");
  const known = rule.recipients_outside;
  if (known && recipients.some((one) => !known.some((inside) => isWithin(one, inside))))
    return asks("recipient", "It reaches somebody outside the addresses that this agent may write to without asking.");
  if (rule.first_use && !wasUsed) return asks("first_use", "It is used for the first time in this run.");
  return { action: "go", rule: "rule.met" };
}

/** An address itself, or its domain and what lies below it. */
function isWithin(recipient: string, inside: string): boolean {
  const [one, known] = [recipient.trim().toLowerCase(), inside.trim().toLowerCase().replace(/^@/, "")];
  if (known.includes("@")) return one === known;
  const domain = one.slice(one.lastIndexOf("@") + 1);
  return domain === known || domain.endsWith(`.${known}`);
}

function narrow(
  { tool, choice }: Pick<OfferedTool, "tool" | "choice">,
  { reach, trustedText, othersAnswered }: Circumstances,
): Ruling | undefined {
  if (tool.effect === "none") return undefined;
  if (choice.when_untrusted === "refuse")
    return {
      action: "refuse",
      rule: "untrusted.refused",
      sentence: "This tool is not used while something from outside is in context.",
    };
  const asks = (name: string, sentence: string): Ruling => ({ action: "ask", rule: `untrusted.${name}`, sentence });
  const isNew = (one: string) => !standsIn(trustedText, one);
  const { recipients = [], hosts = [], urls = [] } = reach;
  if (recipients.some(isNew))
    return asks("recipient", "Something from outside is in context, and this recipient was not named by anybody here.");
  if (urls.some(isNew))
    return asks("url", "Something from outside is in context, and this address was not named by anybody here.");
  if (urls.length === 0 && hosts.some(isNew))
    return asks("host", "Something from outside is in context, and this host was not named by anybody here.");
  if (tool.outsider !== undefined && othersAnswered === true)
    return asks("carried", "It would tell a server outside what others answered in this run.");
  if (tool.effect === "writes" && recipients.length + urls.length + hosts.length === 0)
    return asks("effect", "Something from outside is in context, and this changes something.");
  return undefined;
}

/** Whether a word stands in a text by itself: an address that merely ends like one there is another. */
export function standsIn(text: string, word: string): boolean {
  const [within, wanted] = [text.toLowerCase(), word.trim().toLowerCase()];
  if (wanted === "") return false;
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const [before, after] = [within[at - 1] ?? " ", within.slice(at + wanted.length, at + wanted.length + 2)];
    // A full stop ends a sentence only where no further letter follows it.
    const goesOn = /^[\p{L}\p{N}@_%+/?#=&:-]/u.test(after) || /^\.[\p{L}\p{N}]/u.test(after);
    if (!/[\p{L}\p{N}._%+@/-]/u.test(before) && !goesOn) return true;
  }
  return false;
}
