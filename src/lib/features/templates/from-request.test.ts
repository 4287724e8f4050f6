import { describe, expect, it } from 'vitest';
import { withWish, type Wish } from './from-request.ts';
import { prefill } from './prefill.ts';

const today = '2026-11-24';
const known = {
  organisationId: '',
  contactId: '',
  house: 'Haus Abendsonne',
  partner: 'Haus Abendsonne',
  today,
};
const wish: Wish = {
  requestId: '0198b1f2-0000-7000-8000-000000000002',
  title: 'Singkreis im Haus Abendsonne',
  wishes: 'Am liebsten mit Klavier.',
  facilityName: 'Haus Abendsonne',
  facts: { weekdays: ['5'], rhythm: 'fortnightly', startsOn: '2027-01-15', rooms: 'Wintergarten' },
};

describe('a template for a request', () => {
  it('takes over what was asked for: title, rhythm, day, beginning, room and words', () => {
    const form = withWish(prefill('group', known), wish, today);
    expect(form).toMatchObject({
      ...{ requestId: wish.requestId, title: wish.title, room: 'Wintergarten', firstOn: '2027-01-15' },
      ...{ frequency: 'weekly', every: 2, weekdays: [5], ordinals: [] },
    });
    expect(form.description).toContain('Am liebsten mit Klavier.');
  });

  it('keeps what a person wrote in the request: it may tell of somebody', () => {
    const form = withWish(prefill('visiting', known), { ...wish, facilityName: null }, today);
    expect(form.description).not.toContain('Klavier');
    expect(form.room).toBe('');
  });

  it('keeps the template where nothing usable was asked for', () => {
    const template = prefill('group', known);
    const facts = { weekdays: ['9'], rhythm: 'open', startsOn: '2026-01-01' };
    const form = withWish(template, { ...wish, title: '', wishes: '', facts }, today);
    expect(form).toEqual({ ...template, requestId: wish.requestId });
  });
});
