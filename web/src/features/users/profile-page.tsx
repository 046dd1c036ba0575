import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { AgeSection } from "./age-section.tsx";
import { locales, nameOfLocale, timeZones } from "./locales.ts";
import { meQuery, updateMe } from "./queries.ts";
import { ScreensSection } from "./screens-section.tsx";
import { SignInNamesSection } from "./sign-in-names-section.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";
import { useTheme } from "./use-theme.ts";

export function ProfilePage() {
  return (
    <Page title="Profile" tabs={<SettingsTabs />} narrow>
      <Stack>
        <ProfileSection />
        <SignInNamesSection />
        <ThemeSection />
        <ScreensSection />
        <AgeSection />
      </Stack>
    </Page>
  );
}

function ProfileSection() {
  const { user } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: user.name, locale: user.locale, time_zone: user.time_zone },
    validate: { name: isNotEmpty("Enter the name others see.") },
  });
  const save = submit(async (values) => {
    await updateMe(values);
    await client.invalidateQueries(meQuery);
    tell("Profile saved.");
  });
  const known = locales.includes(user.locale) ? locales : [user.locale, ...locales];
  return (
    <Section title="Profile">
      <form onSubmit={save}>
        <Stack>
          <TextInput label="Name" autoComplete="name" key={form.key("name")} {...form.getInputProps("name")} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label="Language and region"
              data={known.map((value) => ({ value, label: nameOfLocale(value) }))}
              searchable
              allowDeselect={false}
              key={form.key("locale")}
              {...form.getInputProps("locale")}
            />
            <Select
              label="Time zone"
              data={timeZones.includes(user.time_zone) ? timeZones : [user.time_zone, ...timeZones]}
              searchable
              limit={60}
              allowDeselect={false}
              key={form.key("time_zone")}
              {...form.getInputProps("time_zone")}
            />
          </SimpleGrid>
          {error !== null && <ErrorNotice error={error} />}
          <Group>
            <Button type="submit" loading={isBusy}>
              Save profile
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function ThemeSection() {
  const { theme, choose } = useTheme();
  return (
    <Section title="Theme">
      <Group>
        <SegmentedControl
          aria-label="Theme"
          size="sm"
          value={theme}
          onChange={(value) => choose(value)}
          data={[
            { value: "auto", label: "Like my device" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
        <Text fz="sm" c="dimmed">
          Kept in this browser and in your account.
        </Text>
      </Group>
    </Section>
  );
}
