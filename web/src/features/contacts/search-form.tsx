import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import type { ContactSearch, Identity } from "./queries.ts";
import { kindChoices } from "./words.ts";

const choices = [{ value: "name", label: "Name" }, ...kindChoices];

/** By a part of a name, or by exactly what somebody is reached by: the one is read, the other is a keyed hash. */
export function SearchForm({ onSearch }: { onSearch: (search: ContactSearch | undefined) => void }) {
  const [by, setBy] = useState<string>("name");
  const [text, setText] = useState("");
  const [network, setNetwork] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSearch(searchOf(by, text.trim(), network.trim()));
  };
  const clear = () => {
    setText("");
    onSearch(undefined);
  };
  return (
    <form onSubmit={submit} role="search" aria-label="Contacts">
      <Group gap="xs" align="flex-end">
        <NativeSelect
          aria-label="Search by"
          data={choices}
          value={by}
          onChange={({ currentTarget }) => setBy(currentTarget.value)}
        />
        <TextInput
          aria-label="What to search for"
          placeholder={by === "name" ? "Part of a name" : "The whole of it"}
          leftSection={<IconSearch size={15} />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key }) => key === "Escape" && clear()}
          style={{ flex: "1 1 200px" }}
        />
        {by === "social" && (
          <TextInput
            aria-label="Network"
            placeholder="mastodon.social"
            required
            value={network}
            onChange={({ currentTarget }) => setNetwork(currentTarget.value)}
          />
        )}
        <Button type="submit" variant="default">
          Search
        </Button>
      </Group>
    </form>
  );
}

function searchOf(by: string, text: string, network: string): ContactSearch | undefined {
  if (text === "") return undefined;
  if (by === "name") return { name: text };
  const kind = by as Identity["kind"];
  return { identity: { kind, value: text, ...(kind === "social" && { network }) } };
}
