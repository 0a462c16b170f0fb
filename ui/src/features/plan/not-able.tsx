import { Text } from "@mantine/core";
import { lacksOf, whyNotAble } from "@/features/enrollments/public/not-able";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import styles from "./plan.module.css";
import type { StartAnswer } from "./queries";

const AT_MOST = 50;

type NotAbleProps = { told: StartAnswer };

/** Who cannot be started whatever the calendar says, and what they lack. */
export function NotAble({ told }: NotAbleProps) {
  const { not_able: people } = told;
  if (people.length === 0) return null;
  return (
    <details className={styles.not}>
      <summary>{m.plan_not_able({ n: people.length })}</summary>
      {lacksOf(people).map((lack) => (
        <Text key={lack} size="sm">
          {lack}
        </Text>
      ))}
      <ul>
        {people.slice(0, AT_MOST).map((it) => (
          <li key={it.person}>
            <PlaceLink to={`/people/${it.person}`} route="/people/$id">
              {it.name}
            </PlaceLink>
            : {whyNotAble(it)}
          </li>
        ))}
      </ul>
      {people.length > AT_MOST && (
        <Text size="sm">{m.plan_and_more({ n: people.length - AT_MOST })}</Text>
      )}
    </details>
  );
}
