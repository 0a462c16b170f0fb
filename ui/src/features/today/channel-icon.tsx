import {
  IconCalendarEvent,
  IconMail,
  IconMailbox,
  IconMessage,
  IconPhone,
  IconUserCircle,
  IconVideo,
  IconWalk,
} from "@tabler/icons-react";
import { channelWord } from "@/shared/words/contact";
import type { Channel } from "./queries";

const ICONS: Record<Channel, typeof IconPhone> = {
  call: IconPhone,
  email: IconMail,
  text: IconMessage,
  social: IconUserCircle,
  letter: IconMailbox,
  walk_in: IconWalk,
  event: IconCalendarEvent,
  video: IconVideo,
};

type ChannelIconProps = { channel: Channel; size?: number };

/** A channel, drawn. */
export function ChannelIcon({ channel, size = 18 }: ChannelIconProps) {
  const Icon = ICONS[channel];
  return <Icon size={size} stroke={1.7} role="img" aria-label={channelWord(channel)} />;
}
