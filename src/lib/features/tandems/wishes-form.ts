import type { SaveWishes } from './schema.ts';
import type { Wishes } from './wishes.ts';

/** What is stored, as the form shows it. */
export function wishesFields({ gender, wishesGender, ...rest }: Wishes): SaveWishes {
  return { ...rest, gender: gender ?? '', wishesGender: wishesGender ?? '' };
}

/** The form as it was sent. */
export function readWishes(sent: FormData): SaveWishes {
  return {
    gender: String(sent.get('gender') ?? '') as '',
    wishesGender: String(sent.get('wishesGender') ?? '') as '',
    maxTandems: Number(sent.get('maxTandems') ?? NaN),
    maxChildren: Number(sent.get('maxChildren') ?? NaN),
    excludes: sent.getAll('excludes').map(String) as never[],
    experience: sent.getAll('experience').map(String) as never[],
  };
}
