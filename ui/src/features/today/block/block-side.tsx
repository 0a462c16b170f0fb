import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import { ChannelIcon } from "../channel-icon";
import type { Touch } from "../queries";
import { dueText } from "../there";
import styles from "./block-side.module.css";
import type { Here } from "./caption";

type BlockSideProps = {
  touch: Touch;
  next: readonly Touch[];
  here: Here;
  onGo: (touch: Touch) => void;
};

/** What happened with them so far, and who comes after them. */
export function BlockSide({ touch, next, here, onGo }: BlockSideProps) {
  return (
    <aside className={styles.side}>
      <section aria-labelledby="block-history">
        <h2 id="block-history">{m.block_history()}</h2>
        {touch.history.length === 0 ? (
          <p className={styles.dim}>{m.block_history_empty()}</p>
        ) : (
          <ol className={styles.history}>
            {touch.history.map((done) => (
              <li key={done.id}>
                <strong>
                  {[channelWord(done.channel), outcomeWord(done.outcome)]
                    .filter(Boolean)
                    .join(": ")}
                </strong>
                <span className={styles.dim}>{shortDay(done.on, here.today)}</span>
                {done.note !== "" && <p>{done.note}</p>}
              </li>
            ))}
          </ol>
        )}
      </section>
      {next.length > 0 && (
        <section aria-labelledby="block-then">
          <h2 id="block-then">{m.block_then()}</h2>
          <ol className={styles.next}>
            {next.map((it) => (
              <li key={it.touch ?? it.enrollment}>
                <button type="button" onClick={() => onGo(it)}>
                  <ChannelIcon channel={it.channel} size={16} />
                  <span>{it.name}</span>
                  <span className={styles.dim}>{dueText(it, here.today, here.zone)}</span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}
