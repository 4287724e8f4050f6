/** How full something with places is: numbers of people and places. */
export interface Fill {
  taken: number;
  /** Needed for it to take place. */
  min: number;
  /** Places there are. */
  max: number;
  waiting?: number;
}

export type FillState = 'empty' | 'short' | 'enough' | 'full' | 'waiting';

export function fillState({ taken, min, max, waiting = 0 }: Fill): FillState {
  if (taken >= max) return waiting > 0 ? 'waiting' : 'full';
  if (taken >= min && taken > 0) return 'enough';
  return taken === 0 ? 'empty' : 'short';
}
