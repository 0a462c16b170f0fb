import { m } from "@/shared/messages/gen/messages";

const CHANNELS: Record<string, () => string> = {
  call: m.consistency_channel_call,
  email: m.consistency_channel_email,
  text: m.consistency_channel_text,
  social: m.consistency_channel_social,
  letter: m.consistency_channel_letter,
  walk_in: m.consistency_channel_walk_in,
  event: m.consistency_channel_event,
  video: m.consistency_channel_video,
};

/** A channel as it is called; empty where there was none. */
export function channelWord(channel: string): string {
  return CHANNELS[channel]?.() ?? channel;
}
