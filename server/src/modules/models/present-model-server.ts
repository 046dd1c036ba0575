import * as z from "zod";
import { type ProviderKind, providerKinds } from "./provider-kinds.ts";
import { isProviderErrorCode, ProviderError } from "../../integrations/roles/calls/provider-error.ts";

export const modelServer = z.object({
  id: z.string(),
  kind: z.enum(providerKinds),
  name: z.string(),
  url: z.string(),
  has_key: z.boolean().describe("Whether a key is kept. It is never shown again."),
  state: z.enum(["working", "failing"]),
  detail: z.string().nullable().describe("What is wrong, and what to do."),
  models: z.array(z.string()).describe("As the server last listed them."),
  checked_at: z.iso.datetime(),
  created_at: z.iso.datetime(),
});

export type ModelServer = z.infer<typeof modelServer>;

type Opened = {
  id: string;
  kind: ProviderKind;
  name: string;
  url: string;
  has_key: boolean;
  state: "working" | "failing";
  failure_code: string | null;
  models: string[];
  checked_at: Date;
  created_at: Date;
};

export function presentModelServer({ failure_code, checked_at, created_at, ...row }: Opened): ModelServer {
  return {
    ...row,
    detail: failure_code && describe(failure_code),
    checked_at: checked_at.toISOString(),
    created_at: created_at.toISOString(),
  };
}

function describe(code: string): string {
  if (!isProviderErrorCode(code)) return code;
  const { title, help } = new ProviderError(code);
  return `${title} ${help}`;
}
