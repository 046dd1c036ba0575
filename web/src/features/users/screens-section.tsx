import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { consentsQuery, textOf } from "../consents/queries.ts";
import { meQuery, updateMe } from "./queries.ts";

/** Off until its person says otherwise; off again, what was noted is deleted. */
export function ScreensSection() {
  const { user } = useCurrent();
  const { data } = useQuery(consentsQuery);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (shares_screens: boolean) => updateMe({ shares_screens }),
    onSuccess: async (_, on) => {
      await Promise.all([client.invalidateQueries(meQuery), client.invalidateQueries(consentsQuery)]);
      tell(on ? "Thank you. Screens are noted from now on." : "Nothing is noted any more; what was is deleted.");
    },
    onError: tellFailure,
  });
  return (
    <Section title="Screens I look at">
      <Switch
        label="Let the operator count them"
        description={textOf(data, "screens")}
        checked={user.shares_screens}
        disabled={save.isPending}
        onChange={(event) => save.mutate(event.currentTarget.checked)}
      />
    </Section>
  );
}
