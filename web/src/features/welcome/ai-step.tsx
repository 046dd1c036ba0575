import { Button, Group, List, Text } from "@mantine/core";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { PlainPage } from "../../design/page/plain-page.tsx";
import { useTurnOnAi } from "../organizations/use-turn-on-ai.ts";
import type { MyOrganization } from "../users/queries.ts";
import { Steps } from "./steps.tsx";

/** The plain question: off is the answer until someone says on. */
export function AiStep({ organization, onAnswer }: { organization: MyOrganization; onAnswer: () => void }) {
  const turnOn = useTurnOnAi(organization, organization.workspaces[0], onAnswer);
  return (
    <PlainPage title="Should AI be on?" footer={<Steps at={3} />} wide>
      <List spacing={8} fz="sm">
        <List.Item>
          <b>It starts in a sandbox.</b> Until you connect a model server, answers come from a scripted model on this
          machine. No AI is called, nothing leaves, and every such answer says so.
        </List.Item>
        <List.Item>
          <b>You choose the models.</b> Later you can connect a server of your own, such as Ollama or vLLM, or a
          provider you have an agreement with. Only what you connect is ever called.
        </List.Item>
        <List.Item>
          <b>Off means off.</b> You can switch AI off again at any time, for the organization or for one workspace. It
          takes effect within a second, for answers that are being written too.
        </List.Item>
      </List>
      <Text fz="sm" c="dimmed">
        While AI is off, agents don't answer. Everything else works.
      </Text>
      {turnOn.error && <ErrorNotice error={turnOn.error} />}
      <Group>
        <Button loading={turnOn.isPending} onClick={() => turnOn.mutate()}>
          Turn AI on
        </Button>
        <Button variant="default" onClick={onAnswer}>
          Leave it off
        </Button>
      </Group>
    </PlainPage>
  );
}
