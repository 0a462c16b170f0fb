import { memo } from "react";
import { m } from "@/shared/messages/gen/messages";
import { fitWord, standingWord } from "../public/words";
import { nextText, runningText } from "../public/work";
import styles from "./people-grid.module.css";
import { NameCell, type RowProps, SelectCell } from "./person-row";

/** A person on a phone: a card in place of a line. */
export const PersonCard = memo(function PersonCard(props: RowProps) {
  const { person, index, offset, here, isAt, isSelected, deeds } = props;
  const work = [person.job_title, person.company].filter(Boolean).join(", ");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the grid, which has the focus
    <div
      role="row"
      id={`row-${person.id}`}
      className={styles.card}
      style={{ transform: `translateY(${offset}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-at={isAt || undefined}
      onClick={() => deeds.peek(person.id)}
    >
      <SelectCell person={person} isSelected={isSelected} deeds={deeds} />
      <NameCell person={person} isAt={isAt} deeds={deeds} />
      <span role="gridcell" className={styles.work} dir="auto">
        {work}
      </span>
      <span role="gridcell" className={styles.what}>
        {[
          standingWord(person.standing),
          person.fit === "unknown" ? "" : m.people_fit_why({ fit: fitWord(person.fit) }),
          runningText(person),
          nextText(person, here),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </div>
  );
});
