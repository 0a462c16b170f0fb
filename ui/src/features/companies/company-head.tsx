import { Anchor, Button, Group, Menu, Text, Title } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { askToAddColleague } from "@/features/people/public/add-person-store";
import { m } from "@/shared/messages/gen/messages";
import { BlockForm } from "./block-form";
import styles from "./companies.module.css";
import { CompanyForm } from "./company-form";
import { DreamMark } from "./dream-mark";
import type { Company, SeenCompany } from "./queries";
import { useTakeBlockBack } from "./take-block-back";

type CompanyHeadProps = { seen: SeenCompany };

/** Which company it is, and what can be done with it. */
export function CompanyHead({ seen }: CompanyHeadProps) {
  const { company } = seen;
  const [isEditing, setEditing] = useState(false);
  const [isBlocking, setBlocking] = useState(false);
  const takeBack = useTakeBlockBack(company);
  return (
    <header className={styles.heading}>
      <div>
        <Title order={1} dir="auto" className={styles.name ?? ""}>
          {company.name}
        </Title>
        <Facts company={company} />
      </div>
      <Group gap="xs">
        <DreamMark company={company} />
        <Button variant="default" onClick={() => setEditing(true)}>
          {m.companies_edit()}
        </Button>
        <Button
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => askToAddColleague(company.name)}
        >
          {m.people_add()}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              rightSection={<IconChevronDown size={16} aria-hidden="true" />}
            >
              {m.people_more()}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {company.blocked ? (
              <Menu.Item onClick={() => void takeBack()}>{m.companies_unblock()}</Menu.Item>
            ) : (
              <Menu.Item color="red" onClick={() => setBlocking(true)}>
                {m.companies_block()}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {isBlocking && <BlockForm company={company} onClose={() => setBlocking(false)} />}
      {isEditing && <CompanyForm seen={seen} onClose={() => setEditing(false)} />}
    </header>
  );
}

type FactsProps = { company: Company };

function Facts({ company: { website, industry, country } }: FactsProps) {
  const link = /^https?:\/\//i.test(website) ? website : `https://${website}`;
  return (
    <Text c="dimmed" component="div">
      <Group gap="xs">
        {[industry, country].filter(Boolean).join(", ")}
        {website !== "" && (
          <Anchor href={link} target="_blank" rel="noreferrer">
            {website.replace(/^https?:\/\/(www\.)?/, "")}
          </Anchor>
        )}
      </Group>
    </Text>
  );
}
