import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { ConnectDialog } from "./connect-dialog.tsx";
import { SignInCard } from "../mcp-servers/sign-in-card.tsx";
import { connectorsQuery } from "./queries.ts";

/** What a run waits for, by the verdict of its call: connect it here, and the run goes on by itself. */
export function ConnectCard({ verdict }: { verdict: string }) {
  const [, service, need = ""] = verdict.split(":");
  return service === "mcp" ? <SignInCard serverId={need} /> : <AccountCard verdict={verdict} />;
}

function AccountCard({ verdict }: { verdict: string }) {
  const { workspace, can } = useCurrent();
  const [isOpen, dialog] = useDisclosure();
  const { data = [] } = useQuery(connectorsQuery(workspace.id));
  const [, service, ability] = verdict.split(":");
  const connector = data.find((one) => one.service === service);
  const needed = connector?.abilities.find(({ name }) => name === ability);
  if (!connector || !needed || !can("connections.write")) return null;
  return (
    <Group gap="xs" role="group" aria-label={`Connect ${connector.title}`}>
      <Text fz="sm">
        It needs an account of {connector.title} that {needed.says}.
      </Text>
      <Button size="compact-sm" onClick={dialog.open}>
        Connect {connector.title}
      </Button>
      {isOpen && <ConnectDialog connector={connector} needed={[needed.name]} onClose={dialog.close} />}
    </Group>
  );
}
