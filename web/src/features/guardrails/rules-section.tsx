import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { rulesQuery } from "./queries.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleRow } from "./rule-row.tsx";

/** Terms, topics and claims of the workspace's own. */
export function RulesSection() {
  const { workspace, can } = useCurrent();
  const [isAdding, adding] = useDisclosure();
  const query = useQuery(rulesQuery(workspace.id));
  const mayWrite = can("guardrails.write");
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={adding.open}>
      Add rule
    </Button>
  );
  return (
    <Section
      title="Your own terms, topics and claims"
      description="What this workspace keeps in besides: code words, matters not talked about outside, promises not made."
      action={add}
    >
      <QueryView query={query}>
        {(rules) =>
          rules.length === 0 ? (
            <Empty icon={IconShieldCheck} title="No rules of your own yet">
              Add the code word of a project, and a placeholder leaves in its place; add a topic, and nothing about it
              leaves.
            </Empty>
          ) : (
            <DataTable label="Rules" columns={["Rule", "Kind", "What happens", ""]} minWidth={640}>
              {rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} mayWrite={mayWrite} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
      {isAdding && <RuleDialog onClose={adding.close} />}
    </Section>
  );
}
