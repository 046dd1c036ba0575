import { Stack, Text } from "@mantine/core";
import { CodeBlock } from "../../design/text/code-block.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";

/** How assistants of other makers reach this workspace. */
export function McpSection() {
  const { workspace } = useCurrent();
  const address = `${location.origin}/mcp`;
  const headers = { Authorization: "Bearer YOUR-KEY", "Avow-Workspace": workspace.id };
  const code = JSON.stringify({ mcpServers: { avow: { type: "http", url: address, headers } } }, null, 2);
  return (
    <Section
      title="Model Context Protocol"
      description="Assistants that speak MCP find agents, runs, contacts and more here: what you allow them, and no more."
    >
      <Stack>
        <CopyField label="Address" value={address} />
        <Text fz="sm">
          Most assistants need the address alone: they send you to a page where you say what they may do. Where one
          cannot, give it an API key.
        </Text>
        <CodeBlock code={code} language="json" />
        <Text fz="sm" c="dimmed">
          Nothing can be approved, erased or set from there, and no key made. What an agent wants to do for an assistant
          waits for a yes as always, and its model answers by the same policy.
        </Text>
      </Stack>
    </Section>
  );
}
