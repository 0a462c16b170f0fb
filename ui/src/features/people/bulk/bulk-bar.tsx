import { Button, CloseButton, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { MergeDialog } from "@/features/duplicates/public/merge-dialog";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { LaterForm } from "../forms/later-form";
import { StartForm } from "../forms/start-form";
import { SuppressForm } from "../forms/suppress-form";
import type { ChosenPeople } from "../grid/people-grid";
import type { Filters, Person } from "../queries";
import { emailOf } from "../ways";
import styles from "./bulk-bar.module.css";
import { type Many, manyOf } from "./many";
import { RepForm } from "./rep-form";
import { saveTable } from "./save-table";
import { TagForm } from "./tag-form";

type BulkBarProps = { chosen: ChosenPeople; filters: Filters };
type Open =
  | { what: "tag" | "rep"; many: Many }
  | { what: "start" | "suppress"; people: readonly Person[] }
  | { what: "merge"; a: string; b: string }
  | { what: "later"; person: Person; enrollment: string };

/** What can be done with those who are selected, all at once. */
export function BulkBar({ chosen, filters }: BulkBarProps) {
  const { people, at, isAll, clear, selectAll } = chosen;
  const [open, setOpen] = useState<Open>();
  const those = people.length > 0 ? people : at === undefined ? [] : [at];
  const askMany = (what: "tag" | "rep") =>
    setOpen({ what, many: manyOf(those, isAll ? filters : undefined) });
  const ask = (what: "start" | "suppress") => setOpen({ what, people: those });
  const [one, other, ...others] = people;
  const askMerge =
    one === undefined || other === undefined || others.length > 0
      ? undefined
      : () => setOpen({ what: "merge", a: one.id, b: other.id });
  const email = at && emailOf(at);
  const running = at?.running?.state === "active" ? at.running.enrollment : undefined;
  useCommands({
    "list.tag": those.length > 0 ? () => askMany("tag") : undefined,
    "list.rep": those.length > 0 ? () => askMany("rep") : undefined,
    "list.later":
      at === undefined || running === undefined
        ? undefined
        : () => setOpen({ what: "later", person: at, enrollment: running }),
    "list.email":
      email === undefined
        ? undefined
        : () => location.assign(`mailto:${encodeURIComponent(email)}`),
  });
  const close = () => setOpen(undefined);
  return (
    <>
      {people.length > 0 && (
        <section className={styles.bar} aria-label={m.people_bulk()}>
          <strong aria-live="polite">
            {isAll ? m.people_selected_all() : m.people_selected({ n: people.length })}
          </strong>
          {!isAll && (
            <Button
              size="compact-sm"
              variant="subtle"
              className={styles.all ?? ""}
              rightSection={<Keys command="list.select_all" />}
              onClick={selectAll}
            >
              {m.people_select_all()}
            </Button>
          )}
          {!isAll && (
            <Button size="compact-sm" onClick={() => ask("start")}>
              {m.people_start_do()}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Keys command="list.tag" />}
            onClick={() => askMany("tag")}
          >
            {m.people_tag()}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Keys command="list.rep" />}
            onClick={() => askMany("rep")}
          >
            {m.people_assign()}
          </Button>
          {!isAll && (
            <More
              onMerge={askMerge}
              onExport={() => saveTable(people)}
              onSuppress={() => ask("suppress")}
            />
          )}
          <CloseButton
            className={styles.close ?? ""}
            aria-label={m.people_select_none()}
            onClick={clear}
          />
        </section>
      )}
      {open?.what === "start" && (
        <StartForm people={open.people} onStarted={clear} onClose={close} />
      )}
      {open?.what === "tag" && <TagForm many={open.many} onClose={close} />}
      {open?.what === "rep" && <RepForm many={open.many} onClose={close} />}
      {open?.what === "later" && (
        <LaterForm
          enrollment={open.enrollment}
          window={open.person.next ?? undefined}
          name={open.person.name}
          onClose={close}
        />
      )}
      {open?.what === "merge" && (
        <MergeDialog a={open.a} b={open.b} onMerged={clear} onClose={close} />
      )}
      {open?.what === "suppress" && <SuppressForm people={open.people} onClose={close} />}
    </>
  );
}

type MoreProps = {
  /** There where two are selected. */
  onMerge: (() => void) | undefined;
  onExport: () => void;
  onSuppress: () => void;
};

function More({ onMerge, onExport, onSuppress }: MoreProps) {
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {m.people_more()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {onMerge !== undefined && <Menu.Item onClick={onMerge}>{m.people_merge()}</Menu.Item>}
        <Menu.Item onClick={onExport}>{m.people_export()}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={onSuppress}>
          {m.people_suppress()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
