import { Button, CloseButton } from "@mantine/core";
import { useState } from "react";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { StartForm } from "../forms/start-form";
import { SuppressForm } from "../forms/suppress-form";
import type { ChosenPeople } from "../grid/people-grid";
import type { Person } from "../queries";
import { emailOf } from "../ways";
import styles from "./bulk-bar.module.css";
import { ExportButton } from "./export-button";
import { RepForm } from "./rep-form";
import { TagForm } from "./tag-form";

type BulkBarProps = { chosen: ChosenPeople };
type Open = { what: "start" | "tag" | "rep" | "suppress"; people: readonly Person[] };

/** What can be done with those who are selected, all at once. */
export function BulkBar({ chosen }: BulkBarProps) {
  const { people, at, clear } = chosen;
  const [open, setOpen] = useState<Open>();
  const those = people.length > 0 ? people : at === undefined ? [] : [at];
  const ask = (what: Open["what"]) => setOpen({ what, people: those });
  const email = at && emailOf(at);
  useCommands({
    "list.tag": those.length > 0 ? () => ask("tag") : undefined,
    "list.rep": those.length > 0 ? () => ask("rep") : undefined,
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
          <strong aria-live="polite">{m.people_selected({ n: people.length })}</strong>
          <Button size="compact-sm" onClick={() => ask("start")}>
            {m.people_start()}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Keys command="list.tag" />}
            onClick={() => ask("tag")}
          >
            {m.people_tag()}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Keys command="list.rep" />}
            onClick={() => ask("rep")}
          >
            {m.people_assign()}
          </Button>
          <ExportButton people={people} />
          <Button size="compact-sm" variant="default" onClick={() => ask("suppress")}>
            {m.people_suppress()}
          </Button>
          <CloseButton aria-label={m.people_select_none()} onClick={clear} />
        </section>
      )}
      {open?.what === "start" && (
        <StartForm people={open.people} onStarted={clear} onClose={close} />
      )}
      {open?.what === "tag" && <TagForm people={open.people} onClose={close} />}
      {open?.what === "rep" && <RepForm people={open.people} onClose={close} />}
      {open?.what === "suppress" && <SuppressForm people={open.people} onClose={close} />}
    </>
  );
}
