import { Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { declareAge } from "./queries.ts";

/** For agents and organizations that ask for more years than the account did. */
export function AgeSection() {
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { birth_date: "", years: 18 },
    validate: { birth_date: isNotEmpty("Enter your date of birth.") },
    refusals: { "users.too_young": "birth_date" },
  });
  const save = submit(async ({ birth_date, years }) => {
    await declareAge({ birth_date, years });
    form.reset();
    tell(`Noted that you are at least ${years}.`);
  });
  return (
    <Section title="Your age">
      <form onSubmit={save} noValidate>
        <Stack>
          <Text fz="sm" c="dimmed">
            Some agents answer only people of a certain age. Your date of birth is compared and not kept.
          </Text>
          <Group align="flex-start">
            <TextInput
              label="Date of birth"
              type="date"
              autoComplete="bday"
              key={form.key("birth_date")}
              {...form.getInputProps("birth_date")}
            />
            <NumberInput
              label="At least this old"
              min={16}
              max={21}
              clampBehavior="strict"
              allowDecimal={false}
              w={140}
              key={form.key("years")}
              {...form.getInputProps("years")}
            />
          </Group>
          {error !== null && <ErrorNotice error={error} />}
          <Group>
            <Button type="submit" variant="default" loading={isBusy}>
              Declare my age
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
