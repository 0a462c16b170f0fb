import {
  Avatar,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { Keys } from "@/shared/keyboard/keys";
import { speak, useLanguage } from "@/shared/language/language";
import { m } from "@/shared/messages/gen/messages";
import { locales } from "@/shared/messages/gen/runtime";
import styles from "./account-menu.module.css";
import { useWayOut } from "./sign-out";

type AccountMenuProps = { onKeys: () => void };

/** Who is signed in, how the page looks and speaks, and the way out. */
export function AccountMenu({ onKeys }: AccountMenuProps) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const { begin, question } = useWayOut();
  const leave = () => {
    setOpen(false);
    begin();
  };
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        width={264}
        trapFocus
        returnFocus
        withRoles
      >
        <Popover.Target>
          <UnstyledButton className={styles.who} onClick={() => setOpen(!isOpen)}>
            <VisuallyHidden>{m.frame_account({ name: me.name })}</VisuallyHidden>
            <Avatar size={32} color="pine" name={me.name} aria-hidden="true" />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={styles.menu} aria-label={me.name}>
          <Text size="sm" fw={600}>
            {me.name}
          </Text>
          <Choices />
          <UnstyledButton className={styles.item} onClick={onKeys}>
            <IconKeyboard size={18} aria-hidden="true" />
            {m.keyboard_keys()}
            <Keys command="everywhere.keys" />
          </UnstyledButton>
          <UnstyledButton className={styles.item} onClick={leave}>
            <IconLogout size={18} aria-hidden="true" />
            {m.identity_sign_out()}
          </UnstyledButton>
        </Popover.Dropdown>
      </Popover>
      {question}
    </>
  );
}

const LANGUAGES: Record<(typeof locales)[number], string> = { en: "English", de: "Deutsch" };

function Choices() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const schemes = [
    { value: "auto", label: m.frame_theme_auto() },
    { value: "light", label: m.frame_theme_light() },
    { value: "dark", label: m.frame_theme_dark() },
  ] as const;
  return (
    <div className={styles.choices}>
      <Text size="sm" id="theme-label">
        {m.frame_theme()}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby="theme-label"
        data={[...schemes]}
        value={colorScheme}
        onChange={(value) => setColorScheme(value)}
      />
      <Text size="sm" id="language-label">
        {m.frame_language()}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby="language-label"
        data={locales.map((value) => ({ value, label: LANGUAGES[value] }))}
        value={language}
        onChange={(value) => speak(value)}
      />
    </div>
  );
}
