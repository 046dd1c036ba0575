import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { connectionsQuery } from "../connections/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { ClientFields } from "./client-fields.tsx";
import { changeMcpClient, type McpServer, mcpServersQuery } from "./queries.ts";

/** Another client where people sign in at a server, or none that somebody typed. */
export function ChangeClientDialog({ server, onClose }: { server: McpServer; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { client: server.client?.id ?? "", clientSecret: "" },
    validate: {
      client: (id, { clientSecret }) =>
        id === "" && clientSecret !== "" ? "Enter the id that the secret is of." : null,
    },
  });
  const change = submit(async ({ client: id, clientSecret: secret }) => {
    await changeMcpClient(server.id, id === "" ? null : { id, ...(secret && { secret }) });
    await Promise.all(
      [mcpServersQuery, connectionsQuery].map((of) =>
        client.invalidateQueries({ queryKey: of(workspace.id).queryKey }),
      ),
    );
    tell(`The client at ${server.name} is changed.`);
    onClose();
  });
  return (
    <FormDialog
      title={`Client at ${server.name}`}
      action="Change client"
      isBusy={isBusy}
      error={error}
      onSubmit={change}
      onClose={onClose}
    >
      <ClientFields form={form} />
      <Text fz="sm" c="dimmed">
        What you enter takes the place of the client before, and of its secret. Without an id, Avow introduces itself
        where that is taken. Whoever is signed in at the server has to sign in anew.
      </Text>
    </FormDialog>
  );
}
