import { contactGenerations, generations } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { generationColumns } from "./describe-generation.ts";

/** The AI calls of this workspace, each with the contact it was about. */
export const selectGenerations = ({ db, scope }: Context<"workspace">) =>
  db
    .of(generations, contactGenerations)
    .selectFrom("generations")
    .leftJoin("contact_generations", (join) =>
      join
        .onRef("contact_generations.workspace_id", "=", "generations.workspace_id")
        .onRef("contact_generations.generation_id", "=", "generations.id"),
    )
    .select(generationColumns)
    .where("generations.workspace_id", "=", scope.workspaceId);
