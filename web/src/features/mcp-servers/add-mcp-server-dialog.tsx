import { PasswordInput, Radio, Stack, Text, TextInput } from "@mantine/core";
import { matches } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { detailsOf } from "../../design/states/problem.ts";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { ClientFields } from "./client-fields.tsx";
import { addMcpServer, type McpServer, mcpServersQuery } from "./queries.ts";

const refusals = {
  "mcp_servers.name_taken": "name",
  "mcp_servers.url_refused": "url",
  "mcp_servers.not_reached": "url",
  "mcp_servers.sign_in_needed": "value",
  "mcp_servers.sign_in_refused": "url",
  "mcp_servers.client_needed": "client",
} as const;

export function AddMcpServerDialog({ onClose }: { onClose: () => void }) {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: {
      name: "",
      url: "",
      header: "Authorization",
      value: "",
      owner: "person",
      signIn: "person",
      client: "",
      clientSecret: "",
    },
    validate: {
      name: matches(/^[a-z][a-z0-9]{0,19}$/, "Small letters and digits, beginning with a letter."),
      url: matches(/^https?:\/\/\S+$/, "Enter the whole address, such as https://tools.example.com/mcp."),
      header: matches(/^[A-Za-z][A-Za-z0-9-]*$/, "The name of a header, such as Authorization."),
    },
    refusals,
  });
  const [needsClient, setNeedsClient] = useState(false);
  const add = submit(async (given) => {
    const server = await addMcpServer(askedOf(given)).catch((refused: unknown) => {
      if (detailsOf(refused)?.code === "mcp_servers.client_needed") setNeedsClient(true);
      throw refused;
    });
    await client.invalidateQueries(mcpServersQuery(workspace.id));
    tell(
      server.sign_in === "none"
        ? `${server.name} is there. Look at its tools, and accept what agents may be given.`
        : `${server.name} wants somebody signed in: its tools are shown after that.`,
    );
    onClose();
  });
  return (
    <FormDialog
      title="Add an MCP server"
      size="lg"
      action="Add"
      isBusy={isBusy}
      error={error}
      onSubmit={add}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="Its tools are called by it: mcp_name_…"
        placeholder="linear"
        data-autofocus
        key={form.key("name")}
        {...form.getInputProps("name")}
      />
      <TextInput
        label="Address"
        description="Where it speaks Streamable HTTP, on the public internet."
        placeholder="https://tools.example.com/mcp"
        type="url"
        key={form.key("url")}
        {...form.getInputProps("url")}
      />
      <PasswordInput
        label="Secret (optional)"
        description="As it is sent, such as Bearer and a token. It is sealed; nobody can read it back."
        placeholder="Bearer …"
        autoComplete="off"
        key={form.key("value")}
        {...form.getInputProps("value")}
      />
      <TextInput label="Header of the secret" key={form.key("header")} {...form.getInputProps("header")} />
      {needsClient && <ClientFields form={form} />}
      {can("connections.share") && <OwnerFields form={form} />}
      <Text fz="sm" c="dimmed">
        It is asked now what tools it has, or how one signs in, and told nothing of yours.
      </Text>
    </FormDialog>
  );
}

type Given = Record<"name" | "url" | "header" | "value" | "owner" | "signIn" | "client" | "clientSecret", string>;

const askedOf = ({ name, url, header, value, owner, signIn, client, clientSecret }: Given) => ({
  name,
  url,
  owner: owner as McpServer["owner"],
  sign_in: signIn as "person" | "workspace",
  ...(value && { secret: { header, value } }),
  ...(client && { client: { id: client, ...(clientSecret && { secret: clientSecret }) } }),
});

/** Whose the server is, and whose account it is used with. */
function OwnerFields({ form }: { form: ReturnType<typeof useProblemForm<Given>>["form"] }) {
  return (
    <>
      <Radio.Group label="Whose it is" key={form.key("owner")} {...form.getInputProps("owner")}>
        <Stack gap="xs" mt="xs">
          <Radio value="person" label="Mine: only runs for me use it" />
          <Radio value="workspace" label="The workspace’s: runs of everybody use it" />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label="Where the workspace’s server wants somebody signed in"
        key={form.key("signIn")}
        {...form.getInputProps("signIn")}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="person" label="Each for themselves: a run uses its own person’s account" />
          <Radio value="workspace" label="One for all: runs of everybody use that account" />
        </Stack>
      </Radio.Group>
    </>
  );
}
