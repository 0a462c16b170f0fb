import { Group, SegmentedControl, Stack, Text, useMantineColorScheme } from "@mantine/core";
import { speak, useLanguage } from "@/shared/language/language";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { locales } from "@/shared/messages/gen/runtime";

const LANGUAGES: Record<(typeof locales)[number], string> = { en: "English", de: "Deutsch" };

/** How the page speaks and looks, in this browser. */
export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const schemes = [
    { value: "auto", label: m.frame_theme_auto() },
    { value: "light", label: m.frame_theme_light() },
    { value: "dark", label: m.frame_theme_dark() },
  ] as const;
  return (
    <Card title={m.settings_appearance()} lead={m.settings_appearance_lead()}>
      <Group gap="xl" align="flex-start">
        <Stack gap={4}>
          <Text size="sm" fw={500} id="settings-language">
            {m.frame_language()}
          </Text>
          <SegmentedControl
            aria-labelledby="settings-language"
            data={locales.map((value) => ({ value, label: LANGUAGES[value] }))}
            value={language}
            onChange={(value) => speak(value)}
          />
        </Stack>
        <Stack gap={4}>
          <Text size="sm" fw={500} id="settings-theme">
            {m.frame_theme()}
          </Text>
          <SegmentedControl
            aria-labelledby="settings-theme"
            data={[...schemes]}
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
          />
        </Stack>
      </Group>
    </Card>
  );
}
