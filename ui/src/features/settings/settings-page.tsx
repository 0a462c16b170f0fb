import { Stack, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AuditSection } from "@/features/audit/public/audit-section";
import { BackupsSection } from "@/features/backup/public/backups-section";
import { ExportSection } from "@/features/export/public/export-section";
import { InvitationsSection } from "@/features/identity/public/invitations-section";
import { MembersSection } from "@/features/identity/public/members-section";
import { NameSection } from "@/features/identity/public/name-section";
import { PasswordSection } from "@/features/identity/public/password-section";
import { useMe } from "@/features/identity/public/session";
import { SessionsSection } from "@/features/identity/public/sessions-section";
import { JobsSection } from "@/features/jobs/public/jobs-section";
import { OutcomesSection } from "@/features/outcomes/public/outcomes-section";
import { SuppressionsSection } from "@/features/suppressions/public/suppressions-section";
import { TeamsSection } from "@/features/teams/public/teams-section";
import { TokensSection } from "@/features/tokens/public/tokens-section";
import { bringIntoSight } from "@/shared/focus/in-sight";
import { m } from "@/shared/messages/gen/messages";
import { AppearanceSection } from "./appearance-section";
import { DoctrineSection } from "./doctrine-section";
import { ImportSection } from "./import-section";
import { KeyboardSection } from "./keyboard-section";
import { PART_LABELS, type Part, partsOf } from "./parts";
import { PlaceSection } from "./place-section";
import styles from "./settings-page.module.css";
import { SetupSection } from "./setup-section";
import { ValuesSection } from "./values-section";
import { WorkspaceSection } from "./workspace-section";

const CONTENTS: Record<Part, () => ReactNode> = {
  you: () => (
    <>
      <SetupSection />
      <NameSection />
      <PasswordSection />
      <SessionsSection />
      <TokensSection />
    </>
  ),
  place: () => (
    <>
      <PlaceSection />
      <AppearanceSection />
    </>
  ),
  keyboard: () => <KeyboardSection />,
  work: () => (
    <>
      <DoctrineSection />
      <OutcomesSection />
      <SuppressionsSection />
    </>
  ),
  data: () => (
    <>
      <ImportSection />
      <ExportSection />
    </>
  ),
  workspace: () => (
    <>
      <WorkspaceSection />
      <ValuesSection />
    </>
  ),
  members: () => (
    <>
      <InvitationsSection />
      <MembersSection />
      <TeamsSection />
    </>
  ),
  system: () => (
    <>
      <BackupsSection />
      <JobsSection />
      <AuditSection />
    </>
  ),
};

type SettingsPageProps = { part: Part };

/** How the page and the workspace are set up; what somebody sees of it depends on their role. */
export function SettingsPage({ part }: SettingsPageProps) {
  const { role } = useMe();
  const parts = partsOf(role);
  const shown = parts.includes(part) ? part : "you";
  return (
    <>
      <Title order={1} mb="md">
        {m.screen_settings()}
      </Title>
      <div className={styles.settings}>
        <nav className={styles.parts} aria-label={m.settings_parts()}>
          {parts.map((it) => (
            <Link
              key={it}
              to="/settings"
              search={{ part: it }}
              className={styles.part}
              aria-current={it === shown ? "page" : undefined}
              ref={it === shown ? bringIntoSight : undefined}
            >
              {PART_LABELS[it]()}
            </Link>
          ))}
        </nav>
        <Stack className={styles.content ?? ""} key={shown}>
          {CONTENTS[shown]()}
        </Stack>
      </div>
    </>
  );
}
