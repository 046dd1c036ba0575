import { Alert, Button, Group, Text } from "@mantine/core";
import { IconBuildingBank } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { Time } from "../../design/time.tsx";
import { type Takeover, takeoversQuery } from "./queries.ts";
import { useAnswer } from "./use-answer.ts";

/** While somebody else is about to take the service over, everybody is told on every page, until they said something. */
export function TakeoverBanner() {
  const { data } = useQuery(takeoversQuery);
  return data
    ?.filter(({ answer_id, answer }) => answer_id !== null && answer === null)
    .map((one) => <Banner key={one.id} takeover={one} />);
}

function Banner({ takeover: { answer_id, successor, country, effective_at } }: { takeover: Takeover }) {
  const say = useAnswer(answer_id);
  return (
    <Alert
      color="yellow"
      radius={0}
      icon={<IconBuildingBank size={17} />}
      title={`${successor} takes this service over`}
    >
      <Group justify="space-between">
        <Text fz="sm">
          On <Time value={effective_at} show="date" /> {successor} ({country}) takes over the service, and with it what
          is kept about you. <AnchorLink to="/trust/data">What changes, and how to leave</AnchorLink>.
        </Text>
        <Group gap={8}>
          <Button size="compact-sm" loading={say.isPending} onClick={() => say.mutate("agreed")}>
            Agree
          </Button>
          <Button size="compact-sm" variant="default" disabled={say.isPending} onClick={() => say.mutate("objected")}>
            Object
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
