import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { answerVersion, versionsQuery } from "./queries.ts";

/** While a version is announced, every member is told on every page, until they have said something to it. */
export function NoticeBanner() {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const { data } = useQuery(versionsQuery(organization.id));
  const coming = data?.versions.find(({ version }) => version === data.coming);
  const say = useMutation({
    mutationFn: (word: "accepted" | "declined") => answerVersion(coming!.version, word),
    onSuccess: (_done, word) => tell(word === "accepted" ? "You accepted it." : "Your no is recorded."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["policy-versions", organization.id] }),
  });
  if (!data || !coming || data.answered === coming.version) return null;
  return (
    <Alert color="yellow" radius={0} icon={<IconFileText size={17} />} title="The privacy policy changes">
      <Group justify="space-between">
        <Text fz="sm">
          From <Time value={coming.effective_at} show="date" /> on version {coming.version} holds; until then nothing
          changes. <Anchor href={`/trust/${organization.id}`}>Read it</Anchor>. Whoever declines can still{" "}
          <AnchorLink to="/trust/data" fz="sm">
            export and erase their data
          </AnchorLink>
          .
        </Text>
        <Group gap={8}>
          <Button size="compact-sm" loading={say.isPending} onClick={() => say.mutate("accepted")}>
            Accept
          </Button>
          <Button size="compact-sm" variant="default" disabled={say.isPending} onClick={() => say.mutate("declined")}>
            Decline
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
