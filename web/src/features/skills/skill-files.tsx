import { Button, FileButton, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { type Skill, type SkillFile, updateSkill } from "./queries.ts";
import { readFile } from "./read-file.ts";
import { useKeepSkill } from "./use-keep-skill.ts";

type Written = Pick<SkillFile, "path" | "encoding" | "content"> & { key: string };
const write = ({ path, encoding, content }: Omit<Written, "key">): Written => ({
  key: crypto.randomUUID(),
  path,
  encoding,
  content,
});

/** Files that an agent opens by their paths. */
export function SkillFiles({ skill, isReadOnly }: { skill: Skill; isReadOnly: boolean }) {
  const keep = useKeepSkill();
  const [files, setFiles] = useState(() => skill.files.map(write));
  const [seen, setSeen] = useState(skill.version);
  const [error, setError] = useState<unknown>(null);
  // Another draft took its place, such as an imported one.
  if (seen !== skill.version) {
    setSeen(skill.version);
    setFiles(skill.files.map(write));
  }
  const change = (key: string, changed: Partial<Written>) =>
    setFiles(files.map((file) => (file.key === key ? { ...file, ...changed } : file)));
  const add = async (chosen: File[]) => setFiles([...files, ...(await Promise.all(chosen.map(readFile))).map(write)]);
  const save = async () => {
    setError(null);
    try {
      keep(
        await updateSkill(skill.id, {
          files: files.map(({ path, encoding, content }) => ({ path, encoding, content })),
        }),
      );
      tell("Saved in the draft.");
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <Section
      title="Files"
      description="An agent sees their paths when it opens the skill, and reads those it needs. Nothing in them is run."
    >
      <Stack>
        {files.length === 0 && <Text fz="sm">No files.</Text>}
        {files.map((file) => (
          <FileFields
            key={file.key}
            file={file}
            isReadOnly={isReadOnly}
            onChange={(changed) => change(file.key, changed)}
            onRemove={() => setFiles(files.filter(({ key }) => key !== file.key))}
          />
        ))}
        {error !== null && <ErrorNotice error={error} />}
        {!isReadOnly && (
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => setFiles([...files, write({ path: "", encoding: "utf8", content: "" })])}
            >
              Write a file
            </Button>
            <FileButton multiple onChange={(chosen) => void add(chosen)}>
              {(props) => (
                <Button {...props} variant="default">
                  Add files
                </Button>
              )}
            </FileButton>
            <Button onClick={() => void save()}>Save files</Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

interface FileFieldsProps {
  file: Written;
  isReadOnly: boolean;
  onChange: (changed: Partial<Written>) => void;
  onRemove: () => void;
}

function FileFields({ file: { path, encoding, content }, isReadOnly, onChange, onRemove }: FileFieldsProps) {
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingTop: 12 }}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Path"
          placeholder="references/rates.md"
          style={{ flex: "1 1 220px" }}
          readOnly={isReadOnly}
          value={path}
          onChange={({ currentTarget: { value } }) => onChange({ path: value })}
        />
        {!isReadOnly && (
          <Button variant="default" onClick={onRemove} aria-label={`Remove ${path}`}>
            Remove
          </Button>
        )}
      </Group>
      {encoding === "base64" ? (
        <Text fz="sm" c="dimmed" mt={6}>
          No text: an agent is told only that it is there.
        </Text>
      ) : (
        <Textarea
          mt={6}
          aria-label={`Content of ${path}`}
          autosize
          minRows={3}
          maxRows={16}
          readOnly={isReadOnly}
          value={content}
          onChange={({ currentTarget: { value } }) => onChange({ content: value })}
        />
      )}
    </div>
  );
}
