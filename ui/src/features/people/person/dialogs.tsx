import { EditPersonForm } from "../forms/edit-person-form";
import { LaterForm } from "../forms/later-form";
import { LogForm } from "../forms/log-form";
import { MeetingForm } from "../forms/meeting-form";
import { NurtureForm } from "../forms/nurture-form";
import { ReasonForm } from "../forms/reason-form";
import { ReferralForm } from "../forms/referral-form";
import { StartForm } from "../forms/start-form";
import { SuppressForm } from "../forms/suppress-form";
import { ResumeForm, SkipForm, StopForm } from "../forms/why-forms";
import type { Person, Timeline } from "../queries";

/** A form that is open over a person. */
export type Dialog =
  | { kind: "start" | "log" | "nurture" | "meeting" | "referral" | "suppress" | "edit" }
  | { kind: "later" | "skip" | "stop" | "resume"; enrollment: string }
  | { kind: "reason"; reason?: string };

type PersonDialogProps = {
  dialog: Dialog | undefined;
  person: Person;
  timeline: Timeline | undefined;
  onClose: () => void;
};

/** The form that is open, if there is one. */
export function PersonDialog({ dialog, person, timeline, onClose }: PersonDialogProps) {
  const people = [person];
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "start":
      return <StartForm people={people} onClose={onClose} />;
    case "log":
      return <LogForm person={person} onClose={onClose} />;
    case "nurture":
      return <NurtureForm person={person} onClose={onClose} />;
    case "meeting":
      return <MeetingForm person={person} onClose={onClose} />;
    case "referral":
      return <ReferralForm person={person} onClose={onClose} />;
    case "suppress":
      return <SuppressForm people={people} onClose={onClose} />;
    case "edit":
      return <EditPersonForm id={person.id} onClose={onClose} />;
    case "reason":
      return <ReasonForm person={person} reason={dialog.reason} onClose={onClose} />;
    case "skip":
      return <SkipForm enrollment={dialog.enrollment} name={person.name} onClose={onClose} />;
    case "stop":
      return <StopForm enrollment={dialog.enrollment} name={person.name} onClose={onClose} />;
    case "resume":
      return <ResumeForm enrollment={dialog.enrollment} name={person.name} onClose={onClose} />;
    case "later": {
      const enrollment = timeline?.enrollments.find((it) => it.id === dialog.enrollment);
      return (
        <LaterForm
          enrollment={dialog.enrollment}
          window={enrollment?.next ?? undefined}
          name={person.name}
          onClose={onClose}
        />
      );
    }
  }
}
