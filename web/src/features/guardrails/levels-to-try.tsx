import { Button, Collapse, NativeSelect, SimpleGrid } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { classesQuery, type Levels } from "./queries.ts";
import { type Level, levelWords } from "./words.ts";

const levels: Level[] = ["allow", "redact", "ask", "block"];

/** What would be, were the policy another: nothing is changed. */
export function LevelsToTry({ levels: tried, onChange }: { levels: Levels; onChange: (levels: Levels) => void }) {
  const { workspace } = useCurrent();
  const [isOpen, open] = useDisclosure();
  const classes = useQuery(classesQuery(workspace.id));
  const count = Object.keys(tried).length;
  return (
    <div>
      <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={open.toggle}>
        {count === 0 ? "Try other levels" : `Trying ${count} other ${count === 1 ? "level" : "levels"}`}
      </Button>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} mt="xs">
          {(classes.data?.data ?? []).map(({ class: id, words, level }) => (
            <NativeSelect
              key={id}
              size="xs"
              label={words}
              data={[
                { value: "", label: `As it is: ${levelWords[level].toLowerCase()}` },
                ...levels.map((value) => ({ value, label: levelWords[value] })),
              ]}
              value={tried[id] ?? ""}
              onChange={({ currentTarget }) => {
                const { [id]: _, ...others } = tried;
                const chosen = levels.find((one) => one === currentTarget.value);
                onChange(chosen ? { ...others, [id]: chosen } : others);
              }}
            />
          ))}
        </SimpleGrid>
      </Collapse>
    </div>
  );
}
