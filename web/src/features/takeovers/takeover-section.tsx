import { Anchor, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { type Takeover, takeoversQuery, type Word } from "./queries.ts";
import { useAnswer } from "./use-answer.ts";

/** What changes when somebody else takes the service over, and one's word to it, which can be changed. */
export function TakeoverSections() {
  const { data } = useQuery(takeoversQuery);
  return data?.map((one) => <TakeoverSection key={one.id} takeover={one} />);
}

function TakeoverSection({ takeover }: { takeover: Takeover }) {
  const { answer_id, successor, country, privacy_contact, changes, effective_at, answer } = takeover;
  const say = useAnswer(answer_id);
  return (
    <Section
      title={`${successor} takes this service over`}
      description="Whoever objects can export and erase everything, before and after. Nothing gets worse for it."
    >
      <Stack>
        <Text fz="sm">
          From <Time value={effective_at} show="date" />, {country}. Questions about your data go to{" "}
          <Anchor href={`mailto:${privacy_contact}`} fz="sm">
            {privacy_contact}
          </Anchor>
          .
        </Text>
        <Text fz="sm" className="anywhere" style={{ whiteSpace: "pre-wrap" }}>
          {changes}
        </Text>
        <Radio.Group label="Your word" value={answer ?? ""} onChange={(word) => say.mutate(word as Word)}>
          <Stack gap="xs" mt={4}>
            <Radio value="agreed" label="I agree" disabled={say.isPending || answer_id === null} />
            <Radio value="objected" label="I object" disabled={say.isPending || answer_id === null} />
          </Stack>
        </Radio.Group>
      </Stack>
    </Section>
  );
}
