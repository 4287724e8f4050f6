import { expect, test } from 'vitest';
import { errorItems } from './errors.ts';
import { fieldId } from './field.ts';

test('the summary lists every message with the field it belongs to', () => {
  const errors = { name: ['Bitte nennen Sie Ihren Namen.'], email: undefined, district: ['Bitte wählen.'] };
  expect(errorItems(errors)).toEqual([
    { name: 'name', text: 'Bitte nennen Sie Ihren Namen.' },
    { name: 'district', text: 'Bitte wählen.' },
  ]);
});

test('a message about a list or an object inside the form points to that list or object', () => {
  const errors = { languages: { _errors: ['Mindestens eine.'] }, place: { street: ['Fehlt.'] } };
  expect(errorItems(errors)).toEqual([
    { name: 'languages', text: 'Mindestens eine.' },
    { name: 'place.street', text: 'Fehlt.' },
  ]);
});

test('a message about the whole form points to no field', () => {
  expect(errorItems({ _errors: ['Diese Schicht ist voll.'] })).toEqual([
    { name: null, text: 'Diese Schicht ist voll.' },
  ]);
});

test('a nested field has an id that a link can name', () => {
  expect(fieldId('shifts[0].min')).toBe('f-shifts-0-min');
});
