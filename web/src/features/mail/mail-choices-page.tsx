import { Stack, Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { consentsQuery, textOf } from "../consents/queries.ts";
import { SettingsTabs } from "../users/settings-tabs.tsx";
import { type MailChoices, mailChoicesQuery, updateMailChoices } from "./queries.ts";

type Choice = MailChoices["topics"][number];

const words: Record<Choice["topic"], { label: string; description: string }> = {
  account: {
    label: "Account",
    description: "Links that you ask for, invitations, what happens to your account and your data.",
  },
  security: { label: "Security", description: "What may be an attack on you, and each change of how you sign in." },
  billing: { label: "Money", description: "Budgets that are nearly spent, of organizations you run." },
  service: { label: "What waits for you", description: "Approvals, and what stopped working in your workspaces." },
  marketing: { label: "News about the product", description: "" },
};

/** What one is written to about. */
export function MailChoicesPage() {
  const query = useQuery(mailChoicesQuery);
  return (
    <Page title="Settings" tabs={<SettingsTabs />} narrow>
      <Section
        title="Mail you get"
        description="The first two cannot be switched off: without them you could not keep your account, or keep it safe."
      >
        <QueryView query={query}>
          {({ topics }) => (
            <Stack>
              {topics.map((choice) => (
                <ChoiceSwitch key={choice.topic} choice={choice} />
              ))}
            </Stack>
          )}
        </QueryView>
      </Section>
    </Page>
  );
}

function ChoiceSwitch({ choice: { topic, wanted, fixed } }: { choice: Choice }) {
  const { data } = useQuery(consentsQuery);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (isWanted: boolean) => updateMailChoices({ [topic]: isWanted }),
    onSuccess: (choices, isWanted) => {
      client.setQueryData(mailChoicesQuery.queryKey, choices);
      void client.invalidateQueries(consentsQuery);
      tell(isWanted ? "You get these from now on." : "You get no more of these.");
    },
    onError: tellFailure,
  });
  return (
    <Switch
      {...words[topic]}
      {...(topic === "marketing" && { description: textOf(data, "marketing") })}
      checked={save.isPending ? save.variables : wanted}
      disabled={fixed || save.isPending}
      onChange={(event) => save.mutate(event.currentTarget.checked)}
    />
  );
}
