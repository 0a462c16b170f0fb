import { Tabs, Title } from "@mantine/core";
import { ConsistencyPanel } from "@/features/consistency/public/consistency-panel";
import { ReadingPanel } from "@/features/doctrine/public/reading-panel";
import { bringIntoSight } from "@/shared/focus/in-sight";
import { m } from "@/shared/messages/gen/messages";
import styles from "./cookbook-page.module.css";
import { FinishRatePanel } from "./finish-rate-panel";
import { HistoryPanel } from "./history-panel";
import { RecipePanel } from "./recipe-panel";

/** The parts of the Cookbook, in their order. */
export const COOKBOOK_PARTS = ["recipe", "reading", "consistency", "finished", "versions"] as const;
export type CookbookPart = (typeof COOKBOOK_PARTS)[number];

const LABELS: Record<CookbookPart, () => string> = {
  recipe: m.recipes_part_recipe,
  reading: m.recipes_part_reading,
  consistency: m.recipes_part_consistency,
  finished: m.recipes_part_finished,
  versions: m.recipes_part_versions,
};

type CookbookPageProps = { part: CookbookPart; onPart: (part: CookbookPart) => void };

/** Daily goals, how far they are kept, and what the work is worth by the doctrine. */
export function CookbookPage({ part, onPart }: CookbookPageProps) {
  const choose = (chosen: string | null) => {
    const known = COOKBOOK_PARTS.find((it) => it === chosen);
    if (known !== undefined) onPart(known);
  };
  return (
    <>
      <Title order={1}>{m.screen_cookbook()}</Title>
      <Tabs value={part} onChange={choose} keepMounted={false} mt="sm">
        <Tabs.List className={styles.tabs ?? ""} aria-label={m.screen_cookbook()}>
          {COOKBOOK_PARTS.map((it) => (
            <Tabs.Tab key={it} value={it} ref={it === part ? bringIntoSight : undefined}>
              {LABELS[it]()}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="recipe" pt="md">
          <RecipePanel />
        </Tabs.Panel>
        <Tabs.Panel value="reading" pt="md">
          <ReadingPanel />
        </Tabs.Panel>
        <Tabs.Panel value="consistency" pt="md">
          <ConsistencyPanel />
        </Tabs.Panel>
        <Tabs.Panel value="finished" pt="md">
          <FinishRatePanel />
        </Tabs.Panel>
        <Tabs.Panel value="versions" pt="md">
          <HistoryPanel />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
