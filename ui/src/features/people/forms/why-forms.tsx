import {
  useResume,
  useSkip,
  useStop,
  useTakeBackByHand,
} from "@/features/enrollments/public/by-hand";
import { WhyForm } from "@/shared/forms/why-form";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";

type EnrollmentFormProps = { enrollment: string; name: string; onClose: () => void };

/** Passes over the next touch, with a why. */
export function SkipForm({ enrollment, name, onClose }: EnrollmentFormProps) {
  const skip = useSkip();
  const takeBack = useTakeBackByHand();
  const send = async (why: string) => {
    await skip.mutateAsync({ id: enrollment, why });
    showMessage(m.people_skipped_said({ name }), () => takeBack(enrollment));
  };
  return (
    <WhyForm
      title={m.people_skip_title()}
      label={m.people_skip_do()}
      send={send}
      onClose={onClose}
    />
  );
}

/** Ends a cadence, with a why. */
export function StopForm({ enrollment, name, onClose }: EnrollmentFormProps) {
  const stop = useStop();
  const takeBack = useTakeBackByHand();
  const send = async (why: string) => {
    await stop.mutateAsync({ id: enrollment, why });
    showMessage(m.people_stopped_said({ name }), () => takeBack(enrollment));
  };
  return (
    <WhyForm
      title={m.people_stop_title()}
      label={m.people_stop_do()}
      send={send}
      onClose={onClose}
    />
  );
}

/** Takes somebody up again for whom there is no room, with a why. */
export function ResumeForm({ enrollment, name, onClose }: EnrollmentFormProps) {
  const resume = useResume();
  const takeBack = useTakeBackByHand();
  const send = async (why: string) => {
    await resume.mutateAsync({ id: enrollment, why });
    showMessage(m.people_resumed_against({ name }), () => takeBack(enrollment));
  };
  return (
    <WhyForm
      title={m.people_resume_title({ name })}
      text={m.people_resume_text()}
      label={m.people_resume_do()}
      isGrave
      send={send}
      onClose={onClose}
    />
  );
}
