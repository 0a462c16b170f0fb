import { WhyForm } from "@/shared/forms/why-form";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type Company, useBlock } from "./queries";
import { useTakeBlockBack } from "./take-block-back";

type BlockFormProps = { company: Company; onClose: () => void };

/** Blocks a company, with a why; it says what that does, and can be taken back. */
export function BlockForm({ company, onClose }: BlockFormProps) {
  const { id, name } = company;
  const block = useBlock();
  const takeBack = useTakeBlockBack(company);
  const send = async (why: string) => {
    const { changed: n } = await block.mutateAsync({ id, why });
    const said = n === 0 ? m.companies_blocked_none({ name }) : m.companies_blocked_n({ name, n });
    showMessage(said, takeBack);
  };
  return (
    <WhyForm
      title={m.companies_block_title({ name })}
      text={m.companies_block_text()}
      label={m.companies_block()}
      isGrave
      texts={{ of_another: m.companies_of_another }}
      send={send}
      onClose={onClose}
    />
  );
}
