import { filledWindows, windowsOf } from '#lib/features/volunteers/availability.ts';
import type { ClientFields } from '#lib/features/tandems/schema.ts';

/** The form as it was sent: an empty number is none, not nought. */
export function readClientFields(sent: FormData): ClientFields {
  const text = (name: string) => String(sent.get(name) ?? '');
  const list = (name: string) => sent.getAll(name).map(String) as never[];
  return {
    givenName: text('givenName'),
    familyName: text('familyName'),
    phone: text('phone'),
    street: text('street'),
    postalCode: text('postalCode'),
    districtCode: text('districtCode'),
    birthYear: text('birthYear').trim() === '' ? null : Number(text('birthYear')),
    gender: text('gender') as '',
    wishesGender: text('wishesGender') as '',
    service: text('service') as 'visiting',
    languages: list('languages'),
    interests: list('interests'),
    requires: list('requires'),
    traits: list('traits'),
    minutes: Number(text('minutes')),
    everyWeeks: Number(text('everyWeeks')),
    windows: filledWindows(windowsOf(sent)),
    about: text('about'),
    isReadBack: sent.has('isReadBack'),
    standInsAgreedOn: text('standInsAgreedOn'),
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    contactRelation: text('contactRelation'),
  };
}

/** Without script a button adds or removes a row of the week: which one was pressed, or null. */
export function pressOf(sent: FormData): string | null {
  const press = sent.get('press');
  return typeof press === 'string' ? press : null;
}
