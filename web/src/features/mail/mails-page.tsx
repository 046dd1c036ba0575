import { Group, Select, Stack, TextInput } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { states, stateWords } from "../deliveries/states.ts";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { AnnouncementSection } from "./announcement-section.tsx";
import { MailRow } from "./mail-row.tsx";
import { type MailFilter, mailsQuery } from "./queries.ts";
import { SuppressionSection } from "./suppression-section.tsx";

/** Every mail of the deployment as its delivery, without whom it is for. */
export function MailsPage() {
  const [filter, setFilter] = useState<MailFilter>({});
  const query = useInfiniteQuery(mailsQuery(filter));
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page title="Mail log" tabs={<OperatorIndex />}>
      <Section
        title="What Avow wrote to people"
        description="Which mail, when, and what became of it. Whom it was for and what it said is not shown: who asks about a mail gives the address."
      >
        <Stack>
          <Filters filter={filter} onChange={setFilter} />
          <QueryView query={query}>
            {({ pages }) => {
              const rows = pages.flatMap(({ data }) => data);
              return rows.length === 0 ? (
                <Empty icon={IconMail} title={isFiltered ? "No such mail" : "No mail yet"}>
                  {isFiltered
                    ? "Nothing in the log fits. Mails are on record as long as other deliveries."
                    : "Invitations, confirmations and notices show up here."}
                </Empty>
              ) : (
                <div>
                  {rows.map((mail) => (
                    <MailRow key={mail.id} mail={mail} />
                  ))}
                </div>
              );
            }}
          </QueryView>
          <MoreRows query={query} />
        </Stack>
      </Section>
      <SuppressionSection />
      <AnnouncementSection />
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: MailFilter; onChange: (filter: MailFilter) => void }) {
  const set = (change: Partial<Record<keyof MailFilter, string | null>>) =>
    onChange(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)) as MailFilter);
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label="State"
        size="xs"
        placeholder="Any"
        clearable
        data={states.map((value) => ({ value, label: stateWords[value] }))}
        value={filter.state ?? null}
        onChange={(state) => set({ state })}
      />
      <TextInput
        label="Recipient"
        description="Whole, such as ada@example.com"
        size="xs"
        type="email"
        defaultValue={filter.recipient ?? ""}
        onBlur={(event) => set({ recipient: event.currentTarget.value.trim() })}
        onKeyDown={(event) => event.key === "Enter" && set({ recipient: event.currentTarget.value.trim() })}
      />
    </Group>
  );
}
