import * as z from "zod";

/** What a model calls a tool; also the form in which OpenAI's dialect takes names. */
export const toolName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);

const micros = z.int().min(0).max(1_000_000_000_000);

export const toolChoice = z.strictObject({
  name: toolName,
  approval: z
    .enum(["usual", "always", "never", "rule"])
    .default("usual")
    .describe("`usual`: as the tool itself says. `rule`: by `rule`, of which any part that is met asks for a yes."),
  rule: z
    .strictObject({
      amount_above: micros.optional().describe("Where it costs more than this, in micro-credits."),
      recipients_outside: z
        .array(z.string().max(254))
        .max(100)
        .optional()
        .describe("Where it reaches anybody but these addresses and domains."),
      first_use: z.boolean().optional().describe("The first time in each run."),
    })
    .optional(),
  when_untrusted: z
    .enum(["narrow", "refuse"])
    .default("narrow")
    .describe("With untrusted content in context: asks for a yes where it reaches somebody new, or is not run at all."),
  settings: z.record(z.string().max(60), z.unknown()).default({}).describe("What this tool wants to know."),
});
export type ToolChoice = z.output<typeof toolChoice>;

export const skillChoice = z.strictObject({ skill_id: z.string().max(40), version: z.int().min(1).max(2_147_483_647) });
export type SkillChoice = z.output<typeof skillChoice>;

export const variableTypes = ["text", "number", "yes_no", "choice"] as const;

export const agentVariable = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  value: z.string().max(2000).default("").describe("Where a run brings none."),
  type: z.enum(variableTypes).default("text"),
  choices: z.array(z.string().max(200)).max(50).optional().describe("Of `choice`."),
  required: z.boolean().default(false).describe("A run that brings no value is refused."),
  description: z.string().max(300).optional().describe("For whoever brings one."),
});

export const agentSettings = z.strictObject({
  variables: z
    .array(agentVariable)
    .max(50)
    .default([])
    .describe("Stand for `{{name}}` in the instructions; a run may bring values of its own."),
  tools: z.array(toolChoice).max(64).default([]),
  skills: z
    .array(skillChoice)
    .max(20)
    .refine((chosen) => new Set(chosen.map(({ skill_id }) => skill_id)).size === chosen.length, "Each skill once.")
    .optional()
    .describe("What it can open when it needs to: skills, each at a version that was published."),
  guardrail: z
    .enum(["workspace", "strict"])
    .default("workspace")
    .describe("`strict`: where the workspace would send placeholders, nothing personal is sent by a tool at all."),
  limits: z
    .strictObject({
      steps: z.int().min(1).max(200).default(25),
      minutes: z.int().min(1).max(1440).default(30).describe("Of work; waiting for people does not count."),
    })
    .prefault({}),
  evaluation: z
    .enum(["warn", "require"])
    .default("warn")
    .describe("`require`: a draft is published only once it has passed all that the agent is tried on."),
  run_budget_micros: micros.nullable().default(null).describe("The most that one run may spend."),
  access: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("everyone") }),
      z.strictObject({ kind: z.literal("roles"), roles: z.array(z.string().max(40)).min(1).max(20) }),
      z.strictObject({ kind: z.literal("members"), user_ids: z.array(z.string().max(40)).min(1).max(500) }),
    ])
    .default({ kind: "everyone" })
    .describe("Which members may use it; whoever may change agents always may."),
  memory: z
    .strictObject({
      enabled: z.boolean().default(false),
      embedding_model: z
        .string()
        .max(240)
        .nullable()
        .default("sandbox")
        .describe("Makes vectors of what is remembered; null: found by words alone."),
    })
    .optional()
    .describe("Whether it remembers, of each person who agreed to that, what they say. Off where nobody says."),
});
export type AgentSettings = z.output<typeof agentSettings>;

export const usualSettings: AgentSettings = agentSettings.parse({});

export const ratings = ["everyone", "adults"] as const;

/** What an agent is at one moment: its draft, or what was published. */
export type AgentConfig = {
  name: string;
  instructions: string;
  model: string;
  rating: (typeof ratings)[number];
  settings: AgentSettings;
};

/** A skill as a run has it: what its agent is told before it opens it, and the tools that come with opening it. */
export type SkillAtHand = { version_id: string; name: string; description: string; tools: readonly string[] };

/** Whether it works in steps of a run, rather than giving one answer. */
export const worksInRuns = ({ tools, skills = [] }: Pick<AgentSettings, "tools" | "skills">): boolean =>
  tools.length + skills.length > 0;

/** An agent of which nobody has said anything. */
export const usualAgent: AgentConfig = {
  name: "",
  instructions: "",
  model: "sandbox",
  rating: "everyone",
  settings: usualSettings,
};

/** Puts values in the place of `{{name}}`; what nobody knows stays as it is written. */
export function fillVariables(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  );
}

/** What the model is told: its instructions with the agent's own values, and those of this run before them. */
export function tellInstructions(
  { instructions, settings }: Pick<AgentConfig, "instructions" | "settings">,
  given: Readonly<Record<string, string>> = {},
): string {
  const own = Object.fromEntries(settings.variables.map(({ name, value }) => [name, value]));
  return fillVariables(instructions, { ...own, ...given });
}
