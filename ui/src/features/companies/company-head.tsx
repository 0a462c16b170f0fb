import { Anchor, Button, Group, Menu, Text, Title } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askToAddColleague } from "@/features/people/public/add-person-store";
import { SuppressPeople } from "@/features/people/public/suppress-people";
import { m } from "@/shared/messages/gen/messages";
import styles from "./companies.module.css";
import { CompanyForm } from "./company-form";
import { DreamMark } from "./dream-mark";
import { type Company, colleaguesQuery, type SeenCompany } from "./queries";

type CompanyHeadProps = { seen: SeenCompany };

/** Which company it is, and what can be done with it. */
export function CompanyHead({ seen }: CompanyHeadProps) {
  const { company } = seen;
  const [isEditing, setEditing] = useState(false);
  const [isBlocking, setBlocking] = useState(false);
  const { data: people = [] } = useQuery(colleaguesQuery(company.id));
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
            <Menu.Item color="red" disabled={people.length === 0} onClick={() => setBlocking(true)}>
              {m.companies_block()}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {isBlocking && <SuppressPeople people={people} onClose={() => setBlocking(false)} />}
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
