import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { chooseAbilities } from "./choose-abilities.ts";
import { type Connection, type Connector, connectionsQuery, leaveToConnect } from "./queries.ts";

interface ConnectDialogProps {
  connector: Connector;
  /** What is needed now; else all of it that only reads. */
  needed?: readonly string[];
  onClose: () => void;
}

/** What the account is to be used for, before the service itself asks. */
export function ConnectDialog({ connector, needed, onClose }: ConnectDialogProps) {
  const { can, workspace } = useCurrent();
  const { data: connections = [] } = useQuery(connectionsQuery(workspace.id));
  const [changed, setAbilities] = useState<string[]>();
  const [owner, setOwner] = useState<Connection["owner"]>("person");
  const abilities = changed ?? chooseAbilities(connector, { needed, owner, connections });
  const [error, setError] = useState<unknown>(null);
  const leave = () => {
    setError(null);
    leaveToConnect({ service: connector.service, abilities, owner }).catch(setError);
  };
  return (
    <Modal opened onClose={onClose} title={`Connect ${connector.title}`}>
      <Stack>
        <Checkbox.Group label="Agents with its tools" value={abilities} onChange={setAbilities}>
          <Stack gap="xs" mt="xs">
            {connector.abilities.map(({ name, says }) => (
              <Checkbox key={name} value={name} label={says} />
            ))}
          </Stack>
        </Checkbox.Group>
        {can("connections.share") && (
          <Radio.Group label="Whose it is" value={owner} onChange={setOwner}>
            <Stack gap="xs" mt="xs">
              <Radio value="person" label="Mine: only runs for me use it" />
              <Radio value="workspace" label="The workspace’s: runs of everybody without an own account use it" />
            </Stack>
          </Radio.Group>
        )}
        <Text fz="sm" c="dimmed">
          {connector.title} asks you next, and shows the same again. Nothing is read before an agent does it for you.
        </Text>
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={leave} disabled={abilities.length === 0}>
            Go to {connector.title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
