import type { Dialect } from "./dialect.ts";

/** Vendors that speak OpenAI's dialect, each in its own way. Nothing is stored at them where they can be told so. */
export const vendors: Readonly<Record<string, { url: string; dialect: Dialect }>> = {
  openai: {
    url: "https://api.openai.com/v1",
    dialect: { maxTokensField: "max_completion_tokens", alwaysSends: { store: false } },
  },
  xai: { url: "https://api.x.ai/v1", dialect: {} },
  deepseek: { url: "https://api.deepseek.com/v1", dialect: { lacksSchema: true } },
  groq: { url: "https://api.groq.com/openai/v1", dialect: {} },
  cerebras: { url: "https://api.cerebras.ai/v1", dialect: {} },
  mistral: {
    url: "https://api.mistral.ai/v1",
    dialect: {
      countsUnasked: true,
      requiredTool: "any",
      toolCallIds: "nine_characters",
      renames: { seed: "random_seed" },
    },
  },
};
