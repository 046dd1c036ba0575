import { Anchor, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { answerVersion, type Versions } from "./queries.ts";

/** Asks for a word on the newest version, until there is one. Whoever declines is shown the way out. */
export function AnswerVersion({ versions: { versions, answered, answer } }: { versions: Versions }) {
  const client = useQueryClient();
  const { organization } = useCurrent();
  const say = useMutation({
    mutationFn: (word: "accepted" | "declined") => answerVersion(versions[0]!.version, word),
    onSuccess: () => tell("Your answer is recorded."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["policy-versions", organization.id] }),
  });
  const [newest] = versions;
  if (!newest || (answered === newest.version && answer !== "declined")) return null;
  const hasDeclined = answered === newest.version;
  return (
    <Section
      title={hasDeclined ? "You declined this version" : `Version ${newest.version} of the privacy policy`}
      description="Going on counts as accepting it once it is in effect. Whoever declines can still export and erase everything."
    >
      <Group>
        <Button size="xs" loading={say.isPending} onClick={() => say.mutate("accepted")}>
          Accept
        </Button>
        {!hasDeclined && (
          <Button size="xs" variant="default" loading={say.isPending} onClick={() => say.mutate("declined")}>
            Decline
          </Button>
        )}
        <Text fz="sm">
          <Anchor href="/trust/data">Export or erase my data</Anchor>
        </Text>
      </Group>
    </Section>
  );
}
