const sentences: Record<string, string> = {
  "agent.never": "The agent's builder lets it be used without asking.",
  "agent.always": "The agent's builder wants a person to look at each use.",
  "rule.met": "The agent's rule lets it pass.",
  "rule.amount": "It may cost more than the agent may spend without asking.",
  "rule.recipient": "It reaches somebody outside those the agent may write to without asking.",
  "rule.first_use": "It is used for the first time in this run.",
  "tool.never": "The tool changes nothing, and is used without asking.",
  "tool.always": "The tool waits for a yes each time.",
  "tool.first_use": "The tool waits for a yes the first time in a run.",
  "untrusted.recipient": "Something from outside is in context, and nobody here named this recipient.",
  "untrusted.url": "Something from outside is in context, and nobody here named this address.",
  "untrusted.host": "Something from outside is in context, and nobody here named this host.",
  "untrusted.effect": "Something from outside is in context, and this changes something.",
  "untrusted.carried": "It would tell a server outside what others answered in this run.",
  "untrusted.refused": "The agent does not use this tool while something from outside is in context.",
  "tools.not_set_up": "The tool is not set up yet: its settings are empty or not usable.",
  "tools.not_offered": "The agent has no such tool.",
  "tools.bad_arguments": "The arguments were not what the tool takes, so it was not run.",
  "approval.rejected": "A person said no.",
  "approval.expired": "Nobody decided in time.",
  "agents.nobody_answers": "Whoever answered for the agent is gone. Publish it again.",
  "agents.unknown": "There is no such agent, or this one may not ask it.",
  "agents.variable_missing": "The other agent has to be told something first, and was not.",
  "agents.variable_wrong": "What the other agent was told is not what it takes.",
  "runs.too_deep": "Agents had called each other too often.",
  "agents.not_for_you": "The other agent is for others than the person it was for.",
  "agents.not_for_key": "The API key that asked for this does not reach the other agent, or not any more.",
  "runs.handed_back": "That agent had the conversation already in this turn.",
  "runs.handed_twice": "Another agent was to take over already.",
  "evaluation.not_done": "This was an evaluation: nothing is changed outside.",
  "evaluation.would_ask": "This was an evaluation: a person would have been asked.",
  connection: "Something has to be connected first.",
  approved: "A person said yes to exactly this.",
  "rights.person": "The person it was for may not do it.",
  "rights.agent": "Whoever answers for the agent may not do it.",
};

/** Why a call ran, waits or was refused, in words for whoever looks. */
export function describeVerdict(rule: string): string {
  const [head = ""] = rule.split(":");
  return sentences[rule] ?? sentences[head] ?? `By the rule ${rule}.`;
}
