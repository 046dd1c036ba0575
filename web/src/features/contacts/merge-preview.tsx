import { Alert, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { countOf } from "../../design/format.ts";
import { QueryView } from "../../design/states/query-view.tsx";
import { mergePreviewQuery } from "./queries.ts";
import { describeIdentity, labelOfAge, labelOfPurpose, standingConsents } from "./words.ts";

/** What the contact would be afterwards; what the other one brings is marked. */
export function MergePreview({ contactId, otherId }: { contactId: string; otherId: string }) {
  const query = useQuery(mergePreviewQuery(contactId, otherId));
  return (
    <QueryView query={query}>
      {({ name, gone_name, age_state, identities, consents }) => (
        <Alert title="Afterwards" color="gray">
          <Line name="Name">{`${name ?? "None"}${gone_name ? ` (instead of ${gone_name})` : ""}`}</Line>
          <Line name="Age">{labelOfAge(age_state)}</Line>
          <Line name="Reached by">
            {identities.map((one) => `${describeIdentity(one)}${one.comes ? " (new)" : ""}`).join(", ") || "Nothing"}
          </Line>
          <Line name="Agreed to">
            {standingConsents(consents)
              .map(({ purpose, state }) => `${labelOfPurpose(purpose)} ${state}`)
              .join(", ") || "Nothing"}
          </Line>
          <Line name="Consents that come along">{countOf(consents.filter(({ comes }) => comes).length, "record")}</Line>
        </Alert>
      )}
    </QueryView>
  );
}

function Line({ name, children }: { name: string; children: string }) {
  return (
    <Text fz="sm" className="anywhere">
      <Text span c="dimmed" fz="sm">
        {name}:{" "}
      </Text>
      {children}
    </Text>
  );
}
