import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import Info from '@lucide/svelte/icons/info';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import { m } from '#lib/paraglide/messages.js';
import type { IconComponent } from '../primitives/icon.ts';
import type { Tone } from '../tones.ts';

export type MessageTone = Extract<Tone, 'info' | 'success' | 'warning' | 'danger'>;

/** The sign and the word that go with a message's colour. */
export function toneSign(tone: MessageTone): { icon: IconComponent; word: string } {
  return {
    info: { icon: Info, word: m.ui_tone_info() },
    success: { icon: CircleCheck, word: m.ui_tone_success() },
    warning: { icon: TriangleAlert, word: m.ui_tone_warning() },
    danger: { icon: CircleX, word: m.ui_tone_danger() },
  }[tone];
}
