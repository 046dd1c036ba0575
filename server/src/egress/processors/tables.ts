import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { ProcessorFacts } from "./processor.ts";

/** What the operator decided about a processor. An entry shipped with Avow that has no row is only proposed. */
export const processors = table("processors", {
  tenant: "deployment",
  owner: owns.nobody("Companies, as the published register names them."),
  keep: { cls: "none", because: "Who received data, and under which terms, has to be told later too." },
  columns: {
    id: plain.id("prc"),
    name: plain.word().unique(),
    facts: plain.json<ProcessorFacts>(),
    /** From when data may go there: the end of the notice period. */
    effective_at: plain.time().nullable(),
    retired_at: plain.time().nullable(),
    changed_by: plain.actor(),
    changed_at: plain.time(),
    version: plain.int(),
  },
});
