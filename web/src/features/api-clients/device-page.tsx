import { Alert, Badge, Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { readFragmentToken } from "../../design/fragment-token.ts";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { allowDevice, type Device, refuseDevice, viewDevice } from "./queries.ts";

/** Where a person says what a device that shows a code may do. */
export function DevicePage() {
  const [code, setCode] = useState(() => readFragmentToken("code") ?? "");
  const view = useMutation({ mutationFn: () => viewDevice(code.trim()) });
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const given = view.data?.scopes.filter((scope) => !refused.has(scope)) ?? [];
  const answer = useMutation({
    mutationFn: (isAllowed: boolean) => (isAllowed ? allowDevice(code.trim(), given) : refuseDevice(code.trim())),
  });
  if (answer.isSuccess) return <Answered isAllowed={answer.variables} />;
  return (
    <Page title="Allow a device" narrow>
      {view.data ? (
        <Section title={`${view.data.name} wants to act for you`}>
          <Asked device={view.data} given={given} onRefuse={(scopes) => setRefused(new Set(scopes))} />
          {answer.error && <ErrorNotice error={answer.error} />}
          <Group mt="md" gap="xs">
            <Button loading={answer.isPending} disabled={given.length === 0} onClick={() => answer.mutate(true)}>
              Allow
            </Button>
            <Button variant="default" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
              Refuse
            </Button>
          </Group>
        </Section>
      ) : (
        <Section
          title="Which device?"
          description="Type the eight letters that the device shows. They are good for ten minutes."
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              view.mutate();
            }}
          >
            <Stack>
              <TextInput
                label="Code"
                placeholder="BCDF-GHJK"
                autoComplete="off"
                spellCheck={false}
                data-autofocus
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              {view.error && <ErrorNotice error={view.error} />}
              <Group>
                <Button type="submit" loading={view.isPending} disabled={code.trim().length < 8}>
                  Go on
                </Button>
              </Group>
            </Stack>
          </form>
        </Section>
      )}
    </Page>
  );
}

interface AskedProps {
  device: Device;
  given: string[];
  onRefuse: (scopes: string[]) => void;
}

function Asked({ device, given, onRefuse }: AskedProps) {
  return (
    <Stack gap="sm">
      <Alert color="yellow">
        Allow it only if the device is in front of you and you started this. Nobody from support will ever send you a
        code.
      </Alert>
      <Checkbox.Group
        label="What it may do"
        description="As far as you may yourself, until you end it under Developers. Take away what it does not need."
        value={given}
        onChange={(chosen) => onRefuse(device.scopes.filter((scope) => !chosen.includes(scope)))}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
          {device.scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={labelOfScope(scope)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      {device.out_of_reach.length > 0 && (
        <>
          <Text fz="sm" c="dimmed">
            It also asks for this, which you may not do and cannot give:
          </Text>
          <Scopes scopes={device.out_of_reach} />
        </>
      )}
    </Stack>
  );
}

const labelOfScope = (scope: string) => (scope === "self" ? "your own account" : scope);

function Scopes({ scopes }: { scopes: string[] }) {
  return (
    <Group gap={4}>
      {scopes.map((scope) => (
        <Badge key={scope} color="gray">
          {labelOfScope(scope)}
        </Badge>
      ))}
    </Group>
  );
}

function Answered({ isAllowed }: { isAllowed: boolean }) {
  return (
    <Page title="Allow a device" narrow>
      <Section
        title={isAllowed ? "The device may act for you" : "The device was refused"}
        description={
          isAllowed
            ? "Go back to it: it goes on by itself within seconds. You can end it under Developers."
            : "Nothing was allowed."
        }
      />
    </Page>
  );
}
