import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { draftOf, findAgent } from "../agents/public.ts";
import { findSet, hashSubject } from "./find-set.ts";
import { evaluation, presentEvaluation, readResults } from "./present-evaluation.ts";
import { evaluations } from "./tables.ts";

export const listEvaluations = endpoint({
  method: "GET",
  path: "/agents/{agent_id}/evaluations",
  summary: "How versions of an agent did on its cases, the last one first.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({ agent_id: z.string(), ...pageInput }),
  output: pageOf(evaluation),
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, limit, cursor }, { resource }) {
    const rows = await selectEvaluations(ctx, agent_id)
      .where("id", "<", readCursor(cursor) ?? "~")
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const results = await readResults(
      ctx,
      page.data.map(({ id }) => id),
    );
    const { cases } = await findSet(ctx, agent_id);
    const current = hashSubject(ctx, draftOf(resource), cases);
    const present = (row: (typeof rows)[number]) =>
      presentEvaluation(
        row,
        results.filter((one) => one.evaluation_id === row.id),
        current,
      );
    return { ...page, data: page.data.map(present) };
  },
});

export const selectEvaluations = ({ db, scope }: Work, agentId: string) =>
  db
    .of(evaluations)
    .selectFrom("evaluations")
    .selectAll()
    .where("workspace_id", "=", scope.workspaceId!)
    .where("agent_id", "=", agentId);
